package io.github.l2nas.engine.surrogate;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.Proposal;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** Which candidate is scored next: the one with the largest mean plus so many standard deviations, of equals any. */
public final class Acquisition {

    private final RandomStream ties;

    /**
     * @param ties the stream that chooses among equals
     */
    public Acquisition(RandomStream ties) {
        this.ties = ties;
    }

    /**
     * Chooses.
     *
     * @param candidates what may be proposed
     * @param deviations how many standard deviations are added; asked once for each candidate in turn
     * @param wanted whether an architecture may be proposed: new and feasible
     * @param origin of the proposal
     * @return the proposal with its mean as predicted reward; empty where none is wanted
     */
    public Optional<Proposal> choose(
            SurrogateModel.Candidates candidates,
            DoubleSupplier deviations,
            Predicate<Architecture> wanted,
            String origin) {
        float[] means = candidates.means();
        double[] values = new double[means.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = means[i] + candidates.deviation(i) * deviations.getAsDouble();
        }
        int largest = largest(candidates.architectures(), values, wanted);
        return largest < 0
                ? Optional.empty()
                : Optional.of(new Proposal(candidates.architectures().get(largest), origin, means[largest] + 1.0));
    }

    /** Of equals any one; -1 where none is wanted. What is larger is asked first: feasibility may be costly. */
    private int largest(List<Architecture> architectures, double[] values, Predicate<Architecture> wanted) {
        int largest = -1;
        int equals = 0;
        for (int i = 0; i < values.length; i++) {
            boolean larger = largest < 0 || values[i] > values[largest];
            if ((larger || values[i] == values[largest]) && wanted.test(architectures.get(i))) {
                equals = larger ? 1 : equals + 1;
                if (ties.nextInt(equals) == 0) {
                    largest = i;
                }
            }
        }
        return largest;
    }
}
