package io.github.l2nas.spaces.ofa;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.ActionLabels;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.LatencySpace;
import io.github.l2nas.api.space.StrategyPresets;
import io.github.l2nas.api.space.SubnetSpace;
import io.github.l2nas.spaces.PaperSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Once-for-All's MobileNetV3 space. Actions are a 20 x 9 matrix (layers by expansion and kernel size, see {@link
 * OfaArchitecture#choices()}) and a 5 x 3 matrix (units by depth), discretized row by row (paper, Algorithm 1). Rows of
 * layers beyond a unit's depth are one-hot too, as in the paper, though they have no effect.
 */
public final class OfaMobileNetV3
        implements SubnetSpace, CostModel, LatencySpace, StrategyPresets, ActionLabels.Labelled {

    static final String NAME = "ofa-mbv3";

    private static final ActionShape SHAPE = ActionShape.rowWise(
            new ActionShape.Matrix(
                    OfaArchitecture.LAYERS, OfaArchitecture.EXPANSIONS.size() * OfaArchitecture.KERNEL_SIZES.size()),
            new ActionShape.Matrix(OfaArchitecture.UNITS, OfaArchitecture.DEPTHS.size()));

    private final OfaNetwork supernet;
    private final BlockCosts costs;

    /** The space with the costs of {@link OfaNetwork#IMAGENET}. */
    public OfaMobileNetV3() {
        this(OfaNetwork.IMAGENET);
    }

    /**
     * The space with the costs of another supernet or image size.
     *
     * @param supernet whose sub-networks' costs are counted
     */
    public OfaMobileNetV3(OfaNetwork supernet) {
        this.supernet = supernet;
        costs = new BlockCosts(supernet);
    }

    public OfaNetwork supernet() {
        return supernet;
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
    public OfaArchitecture architecture(int[] choices) {
        SHAPE.requireValid(choices);
        return OfaArchitecture.of(choices);
    }

    @Override
    public OfaArchitecture parse(String text) {
        return OfaArchitecture.parse(text);
    }

    /** As everywhere; here it is known without comparing networks that only rows of unused layers make no other one. */
    @Override
    public List<Architecture> neighbours(Architecture architecture) {
        int[] choices = architecture.choices();
        return SHAPE.neighbours(choices).stream()
                .filter(neighbour -> hasEffect(Arrays.mismatch(choices, neighbour), (OfaArchitecture) architecture))
                .<Architecture>map(OfaArchitecture::of)
                .toList();
    }

    private static boolean hasEffect(int row, OfaArchitecture architecture) {
        return row >= OfaArchitecture.LAYERS || architecture.active(row);
    }

    @Override
    public OfaSettings settings() {
        return OfaSettings.of(supernet);
    }

    @Override
    public String supernetType() {
        return "pth";
    }

    @Override
    public Architecture largest() {
        return OfaArchitecture.LARGEST;
    }

    @Override
    public Optional<Architecture> smallest() {
        return Optional.of(OfaArchitecture.SMALLEST);
    }

    /** As sums over blocks. */
    @Override
    public Latencies latencies(InputFile table) {
        return OfaLatencies.read(table);
    }

    /** Cost in this space's network: without anything said, the supernet of width 1.0 on 224 x 224 images, 1000 classes. */
    @Override
    public Cost cost(Architecture architecture) {
        return costs.of((OfaArchitecture) architecture);
    }

    /** The supernet's width, classes and images. */
    @Override
    public String network() {
        return "width " + supernet.width() + ", " + supernet.classes() + " classes, " + supernet.height() + " x "
                + supernet.imageWidth() + " images";
    }

    /** Of the same width, for the 1000 classes of ImageNet on 224 x 224 images; supernets of width 1.0 and 1.2 are published. */
    @Override
    public Optional<CostModel> published() {
        OfaNetwork published = OfaNetwork.IMAGENET.withWidth(supernet.width());
        return OfaNetwork.PUBLISHED_WIDTHS.contains(supernet.width()) && !supernet.equals(published)
                ? Optional.of(new OfaMobileNetV3(published))
                : Optional.empty();
    }

    /** The settings that the paper gives for the two published supernets. */
    @Override
    public Map<String, Map<String, String>> presets(String strategy) {
        return strategy.equals("l2nas")
                ? Map.of(NAME, PaperSettings.onceForAll("0.76"), "ofa-mbv3-w1.2", PaperSettings.onceForAll("0.79"))
                : Map.of();
    }

    @Override
    public Optional<String> usualPreset(String strategy, boolean transfer) {
        return strategy.equals("l2nas") && !transfer ? Optional.of(NAME) : Optional.empty();
    }

    @Override
    public int usualSteps(boolean transfer) {
        return transfer ? 1000 : 10_000;
    }

    @Override
    public List<ActionLabels> actionLabels() {
        List<String> layers = new ArrayList<>();
        for (int layer = 0; layer < OfaArchitecture.LAYERS; layer++) {
            layers.add((layer / OfaArchitecture.LAYERS_PER_UNIT + 1) + "."
                    + (layer % OfaArchitecture.LAYERS_PER_UNIT + 1));
        }
        List<String> blocks = new ArrayList<>();
        for (int expansion : OfaArchitecture.EXPANSIONS) {
            for (int kernel : OfaArchitecture.KERNEL_SIZES) {
                blocks.add("e" + expansion + " k" + kernel);
            }
        }
        return List.of(
                ActionLabels.uniform("layers", layers, blocks),
                ActionLabels.uniform(
                        "depths",
                        IntStream.rangeClosed(1, OfaArchitecture.UNITS)
                                .mapToObj(unit -> "unit " + unit)
                                .toList(),
                        OfaArchitecture.DEPTHS.stream().map(String::valueOf).toList()));
    }

    @Override
    public String labelExplanation() {
        return "Row 2.3 is layer 3 of unit 2; e is the expansion, k the kernel size; depths are layers in use.";
    }
}
