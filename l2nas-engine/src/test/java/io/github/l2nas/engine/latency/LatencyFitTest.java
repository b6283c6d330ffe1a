package io.github.l2nas.engine.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyFitTest {

    private static final int MOST = 8;
    private static final double NOTHING = 0.004;

    private final Map<Block, Double> alone = new LinkedHashMap<>();
    private final Map<String, Double> inside = new HashMap<>();
    private final RandomStream random = new RandomStream(1, "test");

    /**
     * Beside what running nothing takes, convolutions take three quarters of their time alone inside a network, ReLUs a tenth; one
     * convolution takes twice its time. Each layer takes something to start.
     */
    LatencyFitTest() {
        for (int i = 0; i < 12; i++) {
            String kind = i % 2 == 0 ? "convolution" : "relu";
            Block block = new Block(kind, kind + " " + i, 1000L + i, null);
            double time = 0.01 * (i + 1);
            alone.put(block, NOTHING + time);
            inside.put(block.name(), 0.001 + time * (i == 4 ? 2 : i % 2 == 0 ? 0.75 : 0.1));
        }
    }

    private List<List<Block>> networks(int count) {
        List<List<Block>> networks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Block> network = new ArrayList<>();
            for (Block block : alone.keySet()) {
                network.addAll(Collections.nCopies(random.nextInt(MOST), block));
            }
            networks.add(network);
        }
        return networks;
    }

    private double latency(List<Block> network) {
        return 0.05
                + network.stream()
                        .mapToDouble(block -> inside.get(block.name()))
                        .sum();
    }

    private LatencyModel fit(int count, double noise) {
        List<List<Block>> networks = networks(count);
        return new LatencyFit(alone, NOTHING)
                .fit(
                        networks,
                        networks.stream()
                                .map(network -> latency(network) * (1 + noise * (2 * random.nextDouble() - 1)))
                                .toList());
    }

    private double medianError(LatencyModel model) {
        List<List<Block>> unseen = networks(50);
        return ModelCheck.of(
                        unseen.stream().mapToDouble(model::latency).toArray(),
                        unseen.stream().mapToDouble(this::latency).toArray())
                .medianError();
    }

    @Test
    void findsWhatBlocksTakeInsideNetworks() {
        LatencyModel model = fit(200, 0);

        assertThat(medianError(model)).isLessThan(0.002);
        assertThat(model.blocks().get("convolution 4")).isEqualTo(inside.get("convolution 4"), within(0.01));
    }

    @Test
    void noiseDoesNotMisleadAFewNetworks() {
        assertThat(medianError(fit(20, 0.05))).isLessThan(0.05);
    }

    @Test
    void aBlockThatWasNotTimedTakesWhatOthersOfItsKindTakeForTheirWork() {
        LatencyModel model = fit(200, 0);
        double others = alone.keySet().stream()
                .filter(block -> block.kind().equals("relu"))
                .mapToDouble(block -> model.blocks().get(block.name()) / block.work())
                .average()
                .orElseThrow();

        assertThat(model.latency(List.of(new Block("relu", "unknown", 2000, null))) - model.base())
                .isEqualTo(2000 * others, within(1e-4));
    }

    @Test
    void aCheckTellsOrderAndErrors() {
        ModelCheck check = ModelCheck.of(new double[] {1.1, 2, 3}, new double[] {1, 2, 4});

        assertThat(check).isEqualTo(new ModelCheck(3, 1, check.medianError(), 0.25));
        assertThat(check.medianError()).isEqualTo(0.1, within(1e-9));
        assertThat(ModelCheck.of(new double[] {1, 2, 3, 4}, new double[] {4, 3, 2, 1})
                        .poor())
                .isTrue();
    }
}
