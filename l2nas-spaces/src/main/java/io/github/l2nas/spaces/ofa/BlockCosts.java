package io.github.l2nas.spaces.ofa;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.space.Cost;

/**
 * Parameters and multiply-accumulates of every sub-network of a supernet. A layer costs the same in whichever sub-network
 * it is, so costs are sums over layers: 180 layer graphs tell those of all 10^19 sub-networks. Searches under a constraint
 * count many more architectures than they score.
 */
final class BlockCosts {

    private static final int CHOICES = OfaArchitecture.KERNEL_SIZES.size() * OfaArchitecture.EXPANSIONS.size();

    private final OfaNetwork network;
    private Cost smallest;

    /** What a layer costs beyond what {@link OfaArchitecture#SMALLEST} has there, by layer and choice. */
    private Cost[][] layers;

    BlockCosts(OfaNetwork network) {
        this.network = network;
    }

    Cost of(OfaArchitecture architecture) {
        countLayers();
        int[] choices = architecture.choices();
        long params = smallest.params();
        long macs = smallest.macs();
        for (int layer = 0; layer < OfaArchitecture.LAYERS; layer++) {
            if (architecture.active(layer)) {
                params += layers[layer][choices[layer]].params();
                macs += layers[layer][choices[layer]].macs();
            }
        }
        return new Cost(params, macs);
    }

    private synchronized void countLayers() {
        if (layers != null) {
            return;
        }
        smallest = count(OfaArchitecture.SMALLEST.choices());
        Cost[][] counted = new Cost[OfaArchitecture.LAYERS][CHOICES];
        for (int layer = 0; layer < OfaArchitecture.LAYERS; layer++) {
            int[] without = OfaArchitecture.SMALLEST.choices();
            int depth = Math.max(layer % OfaArchitecture.LAYERS_PER_UNIT + 1 - OfaArchitecture.DEPTHS.get(0), 0);
            int unit = OfaArchitecture.LAYERS + layer / OfaArchitecture.LAYERS_PER_UNIT;
            without[unit] = Math.max(depth - 1, 0);
            Cost base = count(without);
            for (int choice = 0; choice < CHOICES; choice++) {
                int[] with = without.clone();
                with[unit] = depth;
                with[layer] = choice;
                Cost cost = count(with);
                counted[layer][choice] = new Cost(cost.params() - base.params(), cost.macs() - base.macs());
            }
        }
        layers = counted;
    }

    private Cost count(int[] choices) {
        LayerGraph graph = network.compile(OfaArchitecture.of(choices));
        return new Cost(graph.params(), graph.macs());
    }
}
