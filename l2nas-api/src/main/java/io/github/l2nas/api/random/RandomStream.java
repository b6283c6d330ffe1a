package io.github.l2nas.api.random;

import io.github.l2nas.api.file.Sha256;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/**
 * A stream of random numbers that depends on nothing but a seed and a name, so that a draw for one purpose never shifts
 * the draws for another. SplitMix64 (Steele, Lea and Flood 2014); the stream's start and its odd increment come from the
 * SHA-256 of seed and name. Not safe for use by several threads.
 */
public final class RandomStream {

    private long state;
    private final long increment;

    /**
     * @param seed the search's seed
     * @param name the purpose, for example {@code agent.noise}
     */
    public RandomStream(long seed, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer input =
                ByteBuffer.allocate(Long.BYTES + text.length).putLong(seed).put(text);
        ByteBuffer digest = ByteBuffer.wrap(Sha256.begin().digest(input.array()));
        state = digest.getLong();
        increment = digest.getLong() | 1;
    }

    public long nextLong() {
        state += increment;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /**
     * A uniform integer.
     *
     * @param bound exclusive, at least 1
     * @return 0 to {@code bound} - 1
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be positive, got " + bound);
        }
        long limit = (1L << 32) / bound * bound;
        long draw;
        do {
            draw = nextLong() >>> 32;
        } while (draw >= limit);
        return (int) (draw % bound);
    }

    /**
     * A uniform number.
     *
     * @return in [0, 1), a multiple of 2^-24
     */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    /**
     * A uniform number.
     *
     * @return in [0, 1), a multiple of 2^-53
     */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /**
     * A normally distributed number (Box and Muller 1958); takes two uniform ones.
     *
     * @return of mean 0 and deviation 1
     */
    public double nextGaussian() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    /**
     * Brings values into a random order (Fisher and Yates): every order is equally probable.
     *
     * @param values changed in place
     */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = nextInt(i + 1);
            int value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }

    /**
     * Brings values into a random order, the same one as the array of as many.
     *
     * @param values changed in place
     * @param <T> any
     */
    public <T> void shuffle(List<T> values) {
        for (int i = values.size() - 1; i > 0; i--) {
            Collections.swap(values, i, nextInt(i + 1));
        }
    }

    /**
     * Writes the stream's position.
     *
     * @param out where to
     * @throws IOException from {@code out}
     */
    public void save(DataOutput out) throws IOException {
        out.writeLong(state);
    }

    /**
     * Continues where a stream of the same seed and name was saved.
     *
     * @param in where from
     * @throws IOException from {@code in}
     */
    public void restore(DataInput in) throws IOException {
        state = in.readLong();
    }
}
