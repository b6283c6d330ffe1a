package io.github.l2nas.engine.surrogate;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What a model has learned from, in its order. A model that learns again from all of it after an interruption has the same sums to the
 * last bit.
 */
public final class ScoredArchitectures {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Scored(Architecture architecture, double[] values) {}

    private final int values;
    private final List<Scored> all = new ArrayList<>();

    /**
     * @param values how many an architecture has, at least 1
     */
    public ScoredArchitectures(int values) {
        this.values = values;
    }

    /**
     * Adds one.
     *
     * @param architecture what was scored
     * @param scores its values, as many as all others have
     */
    public void add(Architecture architecture, double... scores) {
        if (scores.length != values) {
            throw new IllegalArgumentException(scores.length + " values, not " + values);
        }
        all.add(new Scored(architecture, scores));
    }

    public int size() {
        return all.size();
    }

    /**
     * One of them.
     *
     * @param index from 0
     * @return what was scored
     */
    public Architecture architecture(int index) {
        return all.get(index).architecture();
    }

    /**
     * The values of all.
     *
     * @return a new list in the order in which they were added
     */
    public List<double[]> values() {
        return all.stream().map(Scored::values).toList();
    }

    /** Forgets all. */
    public void clear() {
        all.clear();
    }

    /**
     * Saves all.
     *
     * @param out where to
     * @throws IOException where it can't be written
     */
    public void save(DataOutput out) throws IOException {
        out.writeInt(all.size());
        for (Scored scored : all) {
            out.writeUTF(scored.architecture().notation());
            for (double value : scored.values()) {
                out.writeDouble(value);
            }
        }
    }

    /**
     * Forgets all and learns again what {@link #save} has saved.
     *
     * @param in where from
     * @param space of the architectures
     * @param learn is given each with its values in turn, and adds it
     * @throws IOException where it can't be read
     */
    public void restore(DataInput in, SearchSpace space, BiConsumer<Architecture, double[]> learn) throws IOException {
        clear();
        for (int size = in.readInt(); size > 0; size--) {
            Architecture architecture = space.parse(in.readUTF());
            double[] scores = new double[values];
            for (int i = 0; i < values; i++) {
                scores[i] = in.readDouble();
            }
            learn.accept(architecture, scores);
        }
    }
}
