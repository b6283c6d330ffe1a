package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/**
 * Mean and biased variance of each channel by sums of its numbers and of their squares. These are the gradients of bias and weights of a
 * depthwise 1 x 1 convolution whose output gradient is its input, so that oneDNN sums both at once. The variance loses digits where
 * it is small beside the square of the mean.
 */
final class GroupSums {

    private final Shard shard;
    private final MapGroups groups;
    private final Primitive ofGroups;

    private GroupSums(Shard shard, MapGroups groups, Primitive ofGroups) {
        this.shard = shard;
        this.groups = groups;
        this.ofGroups = ofGroups;
    }

    /** What sums, where oneDNN has a fast kernel for it. */
    static Optional<GroupSums> of(Shard shard, MapGroups groups) {
        Primitives primitives = shard.primitives();
        dnnl_memory_desc_t maps = groups.layout();
        dnnl_memory_desc_t squares = Layout.tagged(groups.weightsTag(), groups.count(), 1, 1, 1, 1);
        dnnl_memory_desc_t sums = Layout.plain(groups.count());
        dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
        check(dnnl.dnnl_convolution_backward_weights_desc_init(
                operation,
                dnnl.dnnl_convolution_direct,
                maps,
                squares,
                sums,
                maps,
                new long[] {1, 1},
                new long[2],
                new long[2]));
        dnnl_primitive_desc forward = primitives.describe(Primitives.pointwise(maps, squares, sums, maps));
        dnnl_primitive_desc description = primitives.describe(operation, forward);
        if (Primitives.isReference(description)) {
            return Optional.empty();
        }
        Primitive ofGroups = primitives.keep(primitives
                .of(description)
                .with(dnnl.DNNL_ARG_SRC, maps)
                .with(dnnl.DNNL_ARG_DIFF_DST, maps)
                .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, squares)
                .with(dnnl.DNNL_ARG_DIFF_BIAS, sums));
        return Optional.of(new GroupSums(shard, groups, ofGroups));
    }

    /**
     * The statistics.
     *
     * @param input activations
     * @return of each channel, those that fill blocks up included
     */
    Moments of(NativeMemory input) {
        int count = groups.count();
        NativeMemory groupSums = shard.acquire((long) count * Float.BYTES);
        NativeMemory groupSquares = shard.acquire((long) count * Float.BYTES);
        ofGroups.execute(input, input, groupSquares, groupSums);
        double[] means = new double[groups.channels()];
        double[] variances = new double[groups.channels()];
        groups.add(groupSums.floats(count), means);
        groups.add(groupSquares.floats(count), variances);
        shard.release(groupSums);
        shard.release(groupSquares);
        for (int c = 0; c < means.length; c++) {
            means[c] /= groups.points();
            variances[c] = Math.max(0, variances[c] / groups.points() - means[c] * means[c]);
        }
        return new Moments(groups.points(), means, variances);
    }
}
