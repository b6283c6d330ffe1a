package io.github.l2nas.spaces.darts;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.space.ActionLabels;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.space.StrategyPresets;
import io.github.l2nas.spaces.PaperSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The DARTS space: a normal and a reduction cell. Actions are two 14 x 7 matrices, each discretized by the paper's
 * Algorithm 2: every node keeps its two best edges from different inputs.
 */
public final class Darts implements NetworkSpace, CostModel, StrategyPresets, ActionLabels.Labelled {

    static final String NAME = "darts";

    private static final List<String> CELL_SOURCES = List.of("c(k\u22122)", "c(k\u22121)", "0", "1", "2");

    private static final ActionShape SHAPE = shape();

    private static ActionShape shape() {
        ActionShape.Matrix cell = new ActionShape.Matrix(Genotype.ROWS, Operation.values().length);
        List<ActionShape.Block> blocks = new ArrayList<>();
        int row = 0;
        for (int matrix = 0; matrix < 2; matrix++) {
            for (int node = 0; node < Genotype.NODES; node++) {
                blocks.add(new ActionShape.Block(row, node + 2, Genotype.EDGES_PER_NODE));
                row += node + 2;
            }
        }
        return new ActionShape(List.of(cell, cell), blocks);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ActionShape actionShape() {
        return SHAPE;
    }

    @Override
    public Genotype architecture(int[] choices) {
        SHAPE.requireValid(choices);
        return Genotype.of(choices);
    }

    /** Python's notation, or JSON. */
    @Override
    public Genotype parse(String text) {
        String start = text.stripLeading();
        if (start.startsWith("{")) {
            return GenotypeJson.parse(text);
        }
        return GenotypePython.parse(text);
    }

    /** With the stem for small images. */
    @Override
    public LayerGraph network(Architecture architecture, Skeleton skeleton) {
        return new DartsNetwork(DartsNetwork.Stem.CIFAR, skeleton).compile((Genotype) architecture);
    }

    /** With partial channels; the skeleton's channels are a multiple of {@value MixedOperation#PARTS}. */
    @Override
    public LayerGraph supernetPath(Architecture architecture, Skeleton skeleton) {
        return new PcDartsNetwork(skeleton).compile((Genotype) architecture);
    }

    @Override
    public CostModel costs(Skeleton skeleton) {
        return new GenotypeCosts(skeleton.withoutAuxiliary());
    }

    /** Cost in the paper's CIFAR-10 network: 36 channels, 20 cells, without the auxiliary head. */
    @Override
    public Cost cost(Architecture architecture) {
        return Published.COSTS.cost(architecture);
    }

    @Override
    public String network() {
        return Published.COSTS.network();
    }

    /** Counted where somebody asks. */
    private static final class Published {
        private static final CostModel COSTS = new GenotypeCosts(DartsNetwork.CIFAR_10.skeleton());
    }

    /** Pooling alone: it has no weights and, at stride 2, no factorized reduction as a skip connection has. */
    @Override
    public Optional<Architecture> smallest() {
        return Optional.of(GenotypeCosts.uniform(Operation.MAX_POOL_3X3));
    }

    /** The settings that the paper gives for this space. */
    @Override
    public Map<String, Map<String, String>> presets(String strategy) {
        return strategy.equals("l2nas") ? Map.of(NAME, PaperSettings.DARTS) : Map.of();
    }

    @Override
    public Optional<String> usualPreset(String strategy, boolean transfer) {
        return strategy.equals("l2nas") && !transfer ? Optional.of(NAME) : Optional.empty();
    }

    /** The paper's supernet; the number of epochs is not in the paper. */
    @Override
    public Map<String, String> supernetRecipe() {
        return Map.of(
                "cells", "8",
                "batchSize", "250",
                "nesterov", "false",
                "weightDecay", "3e-4",
                "cutout", "16");
    }

    /** The paper's CIFAR recipe. */
    @Override
    public Map<String, String> trainingRecipe() {
        return Map.ofEntries(
                Map.entry("channels", "36"),
                Map.entry("cells", "20"),
                Map.entry("epochs", "1000"),
                Map.entry("batchSize", "96"),
                Map.entry("learningRate", "0.025"),
                Map.entry("nesterov", "false"),
                Map.entry("weightDecay", "3e-4"),
                Map.entry("clipNorm", "5"),
                Map.entry("auxiliaryWeight", "0.4"),
                Map.entry("dropPath", "0.2"),
                Map.entry("cutout", "16"));
    }

    @Override
    public int usualSteps(boolean transfer) {
        return transfer ? 1000 : 20_000;
    }

    @Override
    public List<ActionLabels> actionLabels() {
        List<String> operations =
                Arrays.stream(Operation.values()).map(Operation::notation).toList();
        return List.of(
                ActionLabels.uniform("normal cell", cellEdges(), operations),
                ActionLabels.uniform("reduction cell", cellEdges(), operations));
    }

    private static List<String> cellEdges() {
        List<String> edges = new ArrayList<>();
        for (int node = 0; node < Genotype.NODES; node++) {
            for (int source = 0; source < node + 2; source++) {
                edges.add(CELL_SOURCES.get(source) + "\u2192" + node);
            }
        }
        return edges;
    }

    @Override
    public String labelExplanation() {
        return "A row is an edge from a node to a later one;"
                + " c(k\u22121) and c(k\u22122) are the outputs of the two cells before.";
    }
}
