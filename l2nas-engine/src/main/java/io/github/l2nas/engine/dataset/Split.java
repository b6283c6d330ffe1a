package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.file.Sha256;
import io.github.l2nas.api.random.RandomStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Two parts of a set of samples with the same share of every class, as ascending indices into the set. The arrays are not to
 * be changed.
 *
 * @param train the part to train with
 * @param validation the part to validate or test with
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content
public record Split(int[] train, int[] validation) {

    private static final int PERCENT = 100;

    /**
     * Halves, as single-path training of a supernet takes them: one updates weights, the other validates. Of a class with
     * an odd number of samples, the training part and the validation part have the extra one by turns.
     *
     * @param set the samples
     * @param seed decides which sample goes where
     * @return the halves, the training part larger by one where their number is odd
     */
    public static Split halves(SampleSet set, long seed) {
        RandomStream random = new RandomStream(seed, "dataset.halves");
        boolean[] validates = new boolean[set.count()];
        boolean extraValidates = false;
        for (int[] members : byClass(set.labels())) {
            random.shuffle(members);
            int half = members.length / 2;
            if (members.length % 2 == 1) {
                half += extraValidates ? 1 : 0;
                extraValidates = !extraValidates;
            }
            for (int i = 0; i < half; i++) {
                validates[members[i]] = true;
            }
        }
        return of(validates);
    }

    /**
     * Splits off a share of every class that depends on the samples alone, not on their order; one sample always stays.
     *
     * @param set the samples
     * @param percent of each class, rounded
     * @return the rest and the share
     */
    public static Split byContent(SampleSet set, int percent) {
        return byContent(set.labels(), set::content, percent);
    }

    /** The same of samples that are not in a set yet. */
    static Split byContent(int[] labels, IntFunction<ByteBuffer> content, int percent) {
        boolean[] splitOff = new boolean[labels.length];
        List<byte[]> digests = IntStream.range(0, labels.length)
                .mapToObj(i -> digest(content.apply(i)))
                .toList();
        Comparator<Integer> byDigest = Comparator.comparing(digests::get, Arrays::compareUnsigned);
        for (int[] members : byClass(labels)) {
            int size = (members.length * percent + PERCENT / 2) / PERCENT;
            Arrays.stream(members)
                    .boxed()
                    .sorted(byDigest)
                    .limit(Math.max(0, Math.min(size, members.length - 1)))
                    .forEach(index -> splitOff[index] = true);
        }
        return of(splitOff);
    }

    private static byte[] digest(ByteBuffer content) {
        MessageDigest digest = Sha256.begin();
        digest.update(content);
        return digest.digest();
    }

    private static List<int[]> byClass(int[] labels) {
        int classes = Arrays.stream(labels).max().orElse(-1) + 1;
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        List<int[]> members = Arrays.stream(counts).mapToObj(int[]::new).toList();
        Arrays.fill(counts, 0);
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            members.get(label)[counts[label]++] = i;
        }
        return members;
    }

    private static Split of(boolean[] validates) {
        return new Split(
                IntStream.range(0, validates.length).filter(i -> !validates[i]).toArray(),
                IntStream.range(0, validates.length).filter(i -> validates[i]).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Split split
                && Arrays.equals(train, split.train)
                && Arrays.equals(validation, split.validation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(train) + Arrays.hashCode(validation);
    }

    @Override
    public String toString() {
        return "Split[" + train.length + " + " + validation.length + "]";
    }
}
