package io.github.l2nas.spaces.ofa;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.LatencySpace;
import java.util.Optional;

/**
 * Measured latencies of the blocks of Once-for-All's networks; an architecture's latency is the sum over its blocks (Cai et
 * al. 2020). Immutable.
 */
final class OfaLatencies implements LatencySpace.Latencies {

    private final double shared;
    private final double[][] blocks;

    /**
     * @param shared latency of everything that all architectures share, milliseconds
     * @param blocks latencies by layer and choice, see {@link OfaArchitecture#choices()}
     */
    OfaLatencies(double shared, double[][] blocks) {
        this.shared = shared;
        this.blocks = blocks;
    }

    /**
     * Reads a table: csv with the columns {@code block}, {@code kernel}, {@code expansion} and {@code latency_ms}. Blocks 1 to
     * 20 are the layers, each with a row for each of the nine configurations; block 0, without kernel and expansion, is
     * everything that all architectures share.
     *
     * @param input the file
     * @return the table
     * @throws io.github.l2nas.api.job.JobException where the file can't be read, or a row is wrong or missing; names the line
     */
    static OfaLatencies read(InputFile input) {
        return new OfaLatencyReader(input.name()).read(input.file());
    }

    @Override
    public double latency(Architecture architecture) {
        OfaArchitecture subnet = (OfaArchitecture) architecture;
        int[] choices = subnet.choices();
        double sum = shared;
        for (int layer = 0; layer < OfaArchitecture.LAYERS; layer++) {
            if (subnet.active(layer)) {
                sum += blocks[layer][choices[layer]];
            }
        }
        return sum;
    }

    /** The least depth, and the fastest configuration of each block. */
    @Override
    public Optional<Architecture> fastest() {
        int[] choices = OfaArchitecture.SMALLEST.choices();
        for (int layer = 0; layer < OfaArchitecture.LAYERS; layer++) {
            for (int choice = 0; choice < blocks[layer].length; choice++) {
                if (blocks[layer][choice] < blocks[layer][choices[layer]]) {
                    choices[layer] = choice;
                }
            }
        }
        return Optional.of(new OfaMobileNetV3().architecture(choices));
    }
}
