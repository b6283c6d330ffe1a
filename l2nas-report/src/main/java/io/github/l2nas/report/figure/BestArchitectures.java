package io.github.l2nas.report.figure;

import io.github.l2nas.report.result.TrialRow;
import io.github.l2nas.spaces.Architecture;
import io.github.l2nas.spaces.NotationException;
import io.github.l2nas.spaces.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The best different architectures of a history, as the agent keeps them: of two with the same accuracy the earlier one
 * ranks higher.
 */
final class BestArchitectures {

    /**
     * An architecture and how it did.
     *
     * @param architecture the architecture
     * @param accuracy in [0, 1]
     */
    record Scored(Architecture architecture, double accuracy) {}

    private final SearchSpace space;
    private final int capacity;
    private final List<Scored> members = new ArrayList<>();
    /** For look-up only. */
    private final Map<String, Double> known = new HashMap<>();

    BestArchitectures(SearchSpace space, int capacity) {
        this.space = space;
        this.capacity = capacity;
    }

    /**
     * Considers a trial.
     *
     * @param trial the next one
     * @throws IllegalArgumentException where its architecture is none of the space
     */
    void add(TrialRow trial) {
        if (!Double.isNaN(trial.accuracy()) && hasRoomFor(trial.accuracy())) {
            add(parse(space, trial), trial.accuracy());
        }
    }

    static Architecture parse(SearchSpace space, TrialRow trial) {
        try {
            return space.parse(trial.architecture());
        } catch (NotationException e) {
            throw new IllegalArgumentException("step " + trial.step() + ": " + e.getMessage(), e);
        }
    }

    void add(Architecture architecture, double accuracy) {
        if (!hasRoomFor(accuracy)) {
            return;
        }
        String identity = architecture.identity();
        Double before = known.get(identity);
        if (before != null) {
            if (accuracy <= before) {
                return;
            }
            members.removeIf(member -> member.architecture().identity().equals(identity));
        } else if (members.size() == capacity) {
            known.remove(members.remove(capacity - 1).architecture().identity());
        }
        members.add(rank(accuracy), new Scored(architecture, accuracy));
        known.put(identity, accuracy);
    }

    private boolean hasRoomFor(double accuracy) {
        return members.size() < capacity || accuracy > members.get(capacity - 1).accuracy();
    }

    /** Behind all that are as good. */
    private int rank(double accuracy) {
        int low = 0;
        int high = members.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (members.get(middle).accuracy() >= accuracy) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Best first. */
    List<Scored> members() {
        return List.copyOf(members);
    }
}
