package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import org.bytedeco.dnnl.dnnl_batch_normalization_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/**
 * Mean and biased variance of each channel by deviations: the mean of the groups' means, and the mean of the groups' variances plus
 * the variance of their means. It is exact where numbers are far from zero and close together, and reads activations three times.
 */
final class GroupDeviations {

    private final Shard shard;
    private final MapGroups groups;
    private final Primitive ofGroups;

    GroupDeviations(Shard shard, MapGroups groups) {
        this.shard = shard;
        this.groups = groups;
        Primitives primitives = shard.primitives();
        dnnl_batch_normalization_desc_t operation = new dnnl_batch_normalization_desc_t();
        check(dnnl.dnnl_batch_normalization_forward_desc_init(
                operation, dnnl.dnnl_forward_training, groups.layout(), BatchNormKernel.EPSILON, 0));
        dnnl_memory_desc_t numbers = Layout.plain(groups.count());
        ofGroups = primitives.keep(primitives
                .of(primitives.describe(operation))
                .with(dnnl.DNNL_ARG_SRC, groups.layout())
                .with(dnnl.DNNL_ARG_MEAN, numbers)
                .with(dnnl.DNNL_ARG_VARIANCE, numbers)
                .with(dnnl.DNNL_ARG_DST, groups.layout()));
    }

    /**
     * The statistics.
     *
     * @param input activations
     * @return of each channel, those that fill blocks up included
     */
    Moments of(NativeMemory input) {
        int count = groups.count();
        NativeMemory groupMeans = shard.acquire((long) count * Float.BYTES);
        NativeMemory groupVariances = shard.acquire((long) count * Float.BYTES);
        NativeMemory unused = shard.acquire(groups.bytes()); // for normalised activations, which nobody reads
        ofGroups.execute(input, groupMeans, groupVariances, unused);
        double[] means = new double[groups.channels()];
        double[] squares = new double[groups.channels()];
        double[] variances = new double[groups.channels()];
        float[] numbers = groupMeans.floats(count);
        groups.add(numbers, means);
        groups.addSquares(numbers, squares);
        groups.add(groupVariances.floats(count), variances);
        shard.release(groupMeans);
        shard.release(groupVariances);
        shard.release(unused);
        int all = groups.perChannel();
        for (int c = 0; c < means.length; c++) {
            means[c] /= all;
            variances[c] = variances[c] / all + Math.max(0, squares[c] / all - means[c] * means[c]);
        }
        return new Moments(groups.points(), means, variances);
    }
}
