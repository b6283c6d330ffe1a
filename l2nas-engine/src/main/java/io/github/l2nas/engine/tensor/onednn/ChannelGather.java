package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/**
 * Moves channels to other places, whatever the blocks: a 1 x 1 convolution whose weights are zeros and ones, which is exact
 * and faster than copying numbers one by one.
 */
final class ChannelGather {

    /** Stands for zero in place of a channel. */
    static final int NOTHING = -1;

    private final Primitive convolution;
    private final NativeMemory matrix;

    /**
     * @param from shape of what channels are taken from
     * @param to shape of the result, of the same area
     * @param channels for each channel of the result the channel that it is, or {@link #NOTHING}
     * @param adding whether the result is added to what is there
     */
    ChannelGather(Shard shard, int batch, Shape from, Shape to, int[] channels, boolean adding) {
        Primitives primitives = shard.primitives();
        dnnl_memory_desc_t source = Layout.activations(batch, from);
        dnnl_memory_desc_t destination = Layout.activations(batch, to);
        long[] sizes = {Layout.padded(to.channels()), Layout.padded(from.channels()), 1, 1};
        dnnl_convolution_desc_t operation = Primitives.pointwise(source, Layout.any(sizes), null, destination);
        dnnl_primitive_desc description =
                adding ? primitives.describeAdding(operation) : primitives.describe(operation);
        WeightLayout form = primitives.form(Primitives.query(description, dnnl.dnnl_query_weights_md), sizes);
        convolution = primitives.keep(primitives
                .of(description)
                .with(dnnl.DNNL_ARG_SRC, source)
                .with(dnnl.DNNL_ARG_WEIGHTS, form.descriptor())
                .with(dnnl.DNNL_ARG_DST, destination));
        matrix = shard.formed(form, numbers(channels, sizes));
    }

    private static float[] numbers(int[] channels, long[] sizes) {
        int columns = (int) sizes[1];
        float[] numbers = new float[Math.toIntExact(sizes[0] * columns)];
        for (int row = 0; row < channels.length; row++) {
            if (channels[row] != NOTHING) {
                numbers[row * columns + channels[row]] = 1;
            }
        }
        return numbers;
    }

    void run(NativeMemory from, NativeMemory to) {
        convolution.execute(from, matrix, to);
    }

    /** Channels {@code first} and following in place of the first {@code count} ones. */
    static int[] range(int first, int count) {
        int[] channels = new int[count];
        Arrays.setAll(channels, channel -> first + channel);
        return channels;
    }

    /** What takes channels back to where they were. */
    static int[] inverse(int[] channels, int count) {
        int[] inverse = new int[count];
        Arrays.fill(inverse, NOTHING);
        for (int channel = 0; channel < channels.length; channel++) {
            if (channels[channel] != NOTHING) {
                inverse[channels[channel]] = channel;
            }
        }
        return inverse;
    }
}
