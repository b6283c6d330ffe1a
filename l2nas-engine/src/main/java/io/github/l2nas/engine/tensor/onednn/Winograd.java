package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * Which convolutions are faster with Winograd's algorithm F(4 x 4, 3 x 3), which needs a quarter of the multiplications (Lavin and
 * Gray 2016, section 4.2), and how they run. oneDNN has it for dense convolutions on blocks of 16 channels. To transform the weights
 * takes as long for few tiles as for many, so that there must be some; and tiles must not reach far beyond the map, where they
 * compute what nobody wants. The limits are measured (decision 50).
 */
final class Winograd {

    private static final List<Integer> KERNEL = List.of(3, 3);
    private static final List<Integer> PADDING = List.of(1, 1);
    private static final int TILE = 4;

    private static final int MANY_CHANNELS = 32;
    private static final int FEWEST_TILES = 32;

    /** Where there are fewer channels. */
    private static final int FEWEST_TILES_OF_FEW_CHANNELS = 180;

    private static final int NARROWEST_OF_FEW_CHANNELS = 20;

    /** Pieces of memory at this distance, or a little more, meet in the same places of a cache. */
    private static final int CACHE_WAY = 1 << 16;

    private static final int LITTLE = CACHE_WAY / 8;

    private static final int SIXTEENTHS = 16;
    private static final int FIRST_SIXTEENTHS = 11;

    private Winograd() {}

    /** Whether it is the faster way forward, and to the gradient of the input. */
    static boolean isFaster(ConvolutionGeometry geometry, dnnl_memory_desc_t weights) {
        return isFasterForWeights(geometry, weights)
                && (hasManyChannels(weights) || geometry.output().width() >= NARROWEST_OF_FEW_CHANNELS);
    }

    /** Whether it is the faster way to the gradient of the weights. */
    static boolean isFasterForWeights(ConvolutionGeometry geometry, dnnl_memory_desc_t weights) {
        return fits(geometry, weights)
                && tiles(geometry) >= (hasManyChannels(weights) ? FEWEST_TILES : FEWEST_TILES_OF_FEW_CHANNELS);
    }

    private static boolean fits(ConvolutionGeometry geometry, dnnl_memory_desc_t weights) {
        return Layout.hasLongBlocks()
                && !geometry.rowMajor()
                && Layout.isBlocked(geometry.input())
                && Layout.isBlocked(geometry.output())
                && ConvolutionWeights.areDense(weights)
                && geometry.kernel().equals(KERNEL)
                && geometry.padding().equals(PADDING)
                && geometry.stride() == 1
                && geometry.dilation() == 1
                && isMostlyMap(geometry.output());
    }

    private static boolean hasManyChannels(dnnl_memory_desc_t weights) {
        return Math.min(channels(weights, 0), channels(weights, 1)) >= MANY_CHANNELS;
    }

    private static long channels(dnnl_memory_desc_t weights, int dimension) {
        return weights.dims().get(dimension);
    }

    private static int tiles(ConvolutionGeometry geometry) {
        return geometry.batch() * tiles(geometry.output());
    }

    private static int tiles(Shape map) {
        return (map.height() + TILE - 1) / TILE * ((map.width() + TILE - 1) / TILE);
    }

    /** Whether three quarters of what the tiles cover is map. */
    private static boolean isMostlyMap(Shape map) {
        return 4 * map.height() * map.width() >= 3 * tiles(map) * TILE * TILE;
    }

    /**
     * The images that a primitive computes at a time, forward and for the gradient of the input. The transformed tiles are 36
     * matrices one after the other. Where each has the size of some ways of a cache, or little more, they push each other out of it,
     * and two parts of other sizes are faster.
     *
     * @return one geometry, or two that have the images between them
     */
    static List<ConvolutionGeometry> parts(ConvolutionGeometry geometry, dnnl_memory_desc_t weights) {
        int first = geometry.batch() * FIRST_SIXTEENTHS / SIXTEENTHS;
        boolean cuts = first > 0
                && isFaster(geometry, weights)
                && (meet(geometry, channels(weights, 0)) || meet(geometry, channels(weights, 1)))
                && isFaster(geometry.ofImages(first), weights)
                && isFaster(geometry.ofImages(geometry.batch() - first), weights);
        return cuts
                ? List.of(geometry.ofImages(first), geometry.ofImages(geometry.batch() - first))
                : List.of(geometry);
    }

    private static boolean meet(ConvolutionGeometry geometry, long channels) {
        return tiles(geometry) * channels * Float.BYTES % CACHE_WAY < LITTLE;
    }
}
