package io.github.l2nas.engine.tensor.onednn;

import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * Which convolutions are faster with Winograd's algorithm F(4 x 4, 3 x 3), which needs a quarter of the multiplications (Lavin and
 * Gray 2016, section 4.2). oneDNN has it for dense convolutions on blocks of 16 channels. Transforming the weights takes as long for
 * few tiles as for many, so that there must be some. The limits are measured.
 */
final class Winograd {

    private static final List<Integer> KERNEL = List.of(3, 3);
    private static final int TILE = 4;
    private static final int FEWEST_TILES = 32;
    private static final int FEWEST_CHANNELS = 32;

    /** As many tiles are enough for the gradient of weights between fewer channels. */
    private static final int MANY_TILES = 256;

    private Winograd() {}

    /** Whether it is the faster way forward, and to the gradient of the input. */
    static boolean isFaster(ConvolutionGeometry geometry, dnnl_memory_desc_t weights) {
        return fits(geometry, weights)
                && Math.min(channels(weights, 0), channels(weights, 1)) >= FEWEST_CHANNELS
                && tiles(geometry) >= FEWEST_TILES;
    }

    /** Whether it is the faster way to the gradient of the weights. */
    static boolean isFasterForWeights(ConvolutionGeometry geometry, dnnl_memory_desc_t weights) {
        return isFaster(geometry, weights) || (fits(geometry, weights) && tiles(geometry) >= MANY_TILES);
    }

    private static boolean fits(ConvolutionGeometry geometry, dnnl_memory_desc_t weights) {
        return Layout.hasLongBlocks()
                && geometry.order() == ConvolutionGeometry.Order.BLOCKS
                && Layout.isBlocked(geometry.input())
                && Layout.isBlocked(geometry.output())
                && ConvolutionWeights.areDense(weights)
                && geometry.kernel().equals(KERNEL)
                && geometry.padding().equals(List.of(1, 1))
                && geometry.stride() == 1
                && geometry.dilation() == 1;
    }

    private static long channels(dnnl_memory_desc_t weights, int dimension) {
        return weights.dims().get(dimension);
    }

    private static int tiles(ConvolutionGeometry geometry) {
        return geometry.batch()
                * ((geometry.output().height() + TILE - 1) / TILE)
                * ((geometry.output().width() + TILE - 1) / TILE);
    }
}
