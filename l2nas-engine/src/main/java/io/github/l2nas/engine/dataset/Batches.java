package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.random.RandomStream;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Mini-batches of a set of images. Which images a batch has and how they are changed depends on the arguments alone, not on
 * what was asked for before, so training can go on at any batch. Safe for several threads.
 */
public final class Batches {

    private final SampleSet set;
    private final int[] indices;
    private final int batchSize;
    private final SampleWriter writer;
    private final boolean training;
    private final long seed;
    private final String streamName;
    private volatile Order latest;

    /** The order of an epoch, kept since all its batches need it. */
    private static final class Order {
        private final long epoch;
        private final int[] indices;

        private Order(long epoch, int[] indices) {
            this.epoch = epoch;
            this.indices = indices;
        }
    }

    /**
     * Batches to train with: shuffled in every epoch; a last batch that would not be full is dropped.
     *
     * @param set the images
     * @param indices which of them to use
     * @param batchSize images in a batch, 1 to the number of indices
     * @param normalisation for the images' channels
     * @param augmentation how images are changed
     * @param seed of order and augmentation
     * @param streamName the purpose: batches of the same seed and another name are in another order
     */
    public Batches(
            SampleSet set,
            int[] indices,
            int batchSize,
            Normalisation normalisation,
            Augmentation augmentation,
            long seed,
            String streamName) {
        this(set, indices, batchSize, SampleWriter.of(set, normalisation, augmentation), true, seed, streamName);
    }

    private Batches(
            SampleSet set,
            int[] indices,
            int batchSize,
            SampleWriter writer,
            boolean training,
            long seed,
            String streamName) {
        if (batchSize < 1 || (training && batchSize > indices.length)) {
            throw new IllegalArgumentException(
                    "batch size " + batchSize + " is not 1 to " + indices.length + ", the number of images");
        }
        for (int index : indices) {
            Objects.checkIndex(index, set.count());
        }
        this.set = set;
        this.indices = indices.clone();
        this.batchSize = batchSize;
        this.writer = writer;
        this.training = training;
        this.seed = seed;
        this.streamName = Objects.requireNonNull(streamName, "streamName");
    }

    /**
     * Batches to evaluate with: in the order of the indices in every epoch, unchanged, the last one shorter where there are
     * not enough images.
     *
     * @param set the images
     * @param indices which of them to use, in which order
     * @param batchSize images in a batch, at least 1
     * @param normalisation for the images' channels
     * @return the batches
     */
    public static Batches inOrder(SampleSet set, int[] indices, int batchSize, Normalisation normalisation) {
        SampleWriter writer = SampleWriter.of(set, normalisation, Augmentation.NONE);
        return new Batches(set, indices, batchSize, writer, false, 0, "");
    }

    /**
     * Number of images in an epoch.
     *
     * @return at least 1
     */
    public int count() {
        return indices.length;
    }

    /**
     * Batches in an epoch.
     *
     * @return at least 1 for training
     */
    public int perEpoch() {
        return training ? indices.length / batchSize : (indices.length + batchSize - 1) / batchSize;
    }

    /**
     * Makes a batch.
     *
     * @param epoch from 0
     * @param index 0 to {@link #perEpoch()} - 1
     * @return the same values whenever it is asked for
     */
    public Batch batch(long epoch, int index) {
        int first = Objects.checkIndex(index, perEpoch()) * batchSize;
        int count = Math.min(batchSize, indices.length - first);
        int[] order = order(epoch);
        int size = Math.toIntExact(set.shape().size());
        RandomStream random = training ? new RandomStream(seed, streamName + ".augment." + epoch + "." + index) : null;
        float[] images = new float[Math.multiplyExact(count, size)];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int image = order[first + i];
            labels[i] = set.labels()[image];
            writer.write(image, images, i * size, random);
        }
        return new Batch(images, labels);
    }

    /**
     * The batches of the first epoch.
     *
     * @return made one by one, the same whenever they are asked for
     */
    public Iterable<Batch> all() {
        return () -> IntStream.range(0, perEpoch())
                .mapToObj(index -> batch(0, index))
                .iterator();
    }

    private int[] order(long epoch) {
        if (!training) {
            return indices;
        }
        Order order = latest;
        if (order == null || order.epoch != epoch) {
            int[] shuffled = indices.clone();
            new RandomStream(seed, streamName + ".order." + epoch).shuffle(shuffled);
            order = new Order(epoch, shuffled);
            latest = order;
        }
        return order.indices;
    }
}
