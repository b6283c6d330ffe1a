package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Which sums of a pass are partly made before their turn: a layer whose output only a sum reads may add it to another summand that is
 * there already. The sum then has one summand less.
 */
final class Sums {

    private static final int NONE = -1;

    /** For each step the sum that alone reads its output. */
    private final int[] readers;

    private final List<List<Integer>> left = new ArrayList<>();

    /**
     * @param steps of a pass
     * @param uses how often each step's output is read, by steps or as an output of the pass
     */
    Sums(List<GraphPlan.Step> steps, int[] uses) {
        readers = new int[steps.size()];
        Arrays.fill(readers, NONE);
        for (int index = 0; index < steps.size(); index++) {
            GraphPlan.Step step = steps.get(index);
            left.add(new ArrayList<>(step.inputs()));
            for (int input : step.inputs()) {
                if (uses[input] == 1 && step.layer() instanceof Layer.Add) {
                    readers[input] = index;
                }
            }
        }
    }

    /**
     * What a step can add its output to.
     *
     * @param index of the step
     * @param computed whether a step's output is there
     * @return index of another summand; empty where there is none
     */
    OptionalInt other(int index, IntPredicate computed) {
        if (readers[index] == NONE) {
            return OptionalInt.empty();
        }
        return left.get(readers[index]).stream()
                .mapToInt(Integer::intValue)
                .filter(input -> input != index && computed.test(input))
                .findFirst();
    }

    /** A step has added its output to another summand. */
    void joined(int index, int other) {
        left.get(readers[index]).remove(Integer.valueOf(other));
    }

    /** The steps whose outputs a step still has to read. */
    List<Integer> left(int index) {
        return left.get(index);
    }
}
