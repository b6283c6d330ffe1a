package io.github.l2nas.spaces.nasbench201;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.space.ActionLabels;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.Mixture;
import io.github.l2nas.api.space.MixtureSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.space.StrategyPresets;
import io.github.l2nas.api.space.StructuralFeatures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The NAS-Bench-201 space: one cell with 6 edges and 5 operations, 15 625 architectures. Actions are one 6 x 5 matrix,
 * discretized row by row (paper, Algorithm 1).
 */
public final class NasBench201
        implements MixtureSpace, CostModel, StrategyPresets, StructuralFeatures, ActionLabels.Labelled {

    static final String NAME = "nas-bench-201";

    private static final String FINETUNE = "nas-bench-201-finetune";

    private static final ActionShape SHAPE = ActionShape.rowWise(new ActionShape.Matrix(6, Operation.values().length));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ActionShape actionShape() {
        return SHAPE;
    }

    @Override
    public NasBench201Architecture architecture(int[] choices) {
        SHAPE.requireValid(choices);
        return NasBench201Architecture.of(choices);
    }

    @Override
    public NasBench201Architecture parse(String text) {
        return NasBench201Architecture.parse(text);
    }

    @Override
    public LayerGraph network(Architecture architecture, Skeleton skeleton) {
        return new NasBench201Network(skeleton, false).compile((NasBench201Architecture) architecture);
    }

    @Override
    public LayerGraph supernetPath(Architecture architecture, Skeleton skeleton) {
        return new NasBench201Network(skeleton, true).compile((NasBench201Architecture) architecture);
    }

    @Override
    public Mixture mixture(List<List<Integer>> operations, Skeleton skeleton) {
        return new NasBench201Network(skeleton, true).mixture(operations);
    }

    @Override
    public CostModel costs(Skeleton skeleton) {
        return new CellCosts(skeleton.withoutAuxiliary());
    }

    /** Cost in the benchmark's network: 16 channels, 5 cells a stage, 10 classes, 32 x 32 images. */
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
        private static final CostModel COSTS = new CellCosts(NasBench201Network.CIFAR_10.skeleton());
    }

    /** The settings that the paper gives for this space are the defaults of strategy l2nas. */
    @Override
    public Map<String, Map<String, String>> presets(String strategy) {
        return strategy.equals("l2nas")
                ? Map.of(
                        NAME,
                        Map.of("steps", "1000"),
                        "nas-bench-201-pretrain",
                        Map.of("reward", "relative", "steps", "1000"),
                        FINETUNE,
                        Map.of(
                                "epsilonStart", "0.05",
                                "epsilonAnnealSteps", "0",
                                "reward", "relative",
                                "steps", "100"))
                : Map.of();
    }

    @Override
    public Optional<String> usualPreset(String strategy, boolean transfer) {
        return strategy.equals("l2nas") ? Optional.of(transfer ? FINETUNE : NAME) : Optional.empty();
    }

    @Override
    public int usualSteps(boolean transfer) {
        return transfer ? 100 : 1000;
    }

    @Override
    public List<String> featureNames() {
        return List.of("weights of live convolutions", "live paths", "convolutions on the deepest path");
    }

    @Override
    public double[] features(Architecture architecture) {
        CellStructure structure = CellStructure.of((NasBench201Architecture) architecture);
        return new double[] {structure.convolutionWeights(), structure.paths(), structure.depth()};
    }

    @Override
    public List<ActionLabels> actionLabels() {
        return List.of(ActionLabels.uniform(
                "",
                List.of("0\u21921", "0\u21922", "1\u21922", "0\u21923", "1\u21923", "2\u21923"),
                Arrays.stream(Operation.values()).map(Operation::notation).toList()));
    }

    @Override
    public String labelExplanation() {
        return "A row is an edge from a node to a later one; node 0 is the input.";
    }
}
