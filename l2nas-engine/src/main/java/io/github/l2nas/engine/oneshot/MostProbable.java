package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All architectures of a space whose rows choose independently, the most probable first. Of equally probable ones that with the
 * earlier operations is first.
 */
final class MostProbable implements Iterator<Architecture> {

    /** Which choice of each row, counted from its most probable one. */
    private record Candidate(List<Integer> ranks, double logProbability) {}

    private final SearchSpace space;
    private final double[] probabilities;
    /** By row the columns, the most probable first. */
    private final List<List<Integer>> order;

    private final PriorityQueue<Candidate> waiting =
            new PriorityQueue<>(Comparator.comparingDouble(Candidate::logProbability)
                    .reversed()
                    .thenComparing(candidate -> choices(candidate.ranks()), Arrays::compare));
    private final Set<List<Integer>> seen = new HashSet<>();

    /**
     * @param space each row of its actions chooses one column
     * @param probabilities of all entries, row by row, above 0
     */
    MostProbable(SearchSpace space, double[] probabilities) {
        this.space = space;
        this.probabilities = probabilities.clone();
        ActionShape shape = space.actionShape();
        order = IntStream.range(0, shape.rows())
                .mapToObj(row -> IntStream.range(0, shape.columns(row))
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer column) -> -probability(row, column)))
                        .toList())
                .toList();
        add(Collections.nCopies(shape.rows(), 0));
    }

    private double probability(int row, int column) {
        return probabilities[space.actionShape().offset(row) + column];
    }

    private int[] choices(List<Integer> ranks) {
        int[] choices = new int[ranks.size()];
        Arrays.setAll(choices, row -> order.get(row).get(ranks.get(row)));
        return choices;
    }

    private void add(List<Integer> ranks) {
        if (seen.add(ranks)) {
            double sum = 0;
            int[] choices = choices(ranks);
            for (int row = 0; row < choices.length; row++) {
                sum += StrictMath.log(probability(row, choices[row]));
            }
            waiting.add(new Candidate(ranks, sum));
        }
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty();
    }

    @Override
    public Architecture next() {
        Candidate candidate = waiting.poll();
        if (candidate == null) {
            throw new NoSuchElementException("these were all");
        }
        for (int row = 0; row < order.size(); row++) {
            int rank = candidate.ranks().get(row) + 1;
            if (rank < order.get(row).size()) {
                Integer[] next = candidate.ranks().toArray(Integer[]::new);
                next[row] = rank;
                add(List.of(next));
            }
        }
        return space.architecture(choices(candidate.ranks()));
    }
}
