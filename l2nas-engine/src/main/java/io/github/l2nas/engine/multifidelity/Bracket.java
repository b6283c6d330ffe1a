package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bracket under way: rung after rung. The next rung begins when all results of the one before are there, with the best of them;
 * of equals the one that was proposed first.
 */
final class Bracket {

    /**
     * An architecture that was scored.
     *
     * @param number of its trial
     * @param architecture the architecture
     * @param accuracy in [0, 1]
     */
    private record Scored(int number, Architecture architecture, double accuracy) {}

    private final int index;
    private final BracketPlan plan;
    private int rung;
    /** How many of the first rung are still to be proposed. */
    private int fresh;
    /** What is still to be proposed of a later rung. */
    private final Deque<Architecture> promoted = new ArrayDeque<>();
    /** Proposed, result not known, by the trials' numbers. */
    private final Map<Integer, Architecture> running = new TreeMap<>();

    private final List<Scored> scored = new ArrayList<>();
    private boolean ended;

    /**
     * @param index of the plan, for the checkpoint
     * @param plan of the bracket
     */
    Bracket(int index, BracketPlan plan) {
        this.index = index;
        this.plan = plan;
        fresh = plan.sizes().get(0);
    }

    /** Whether there is something to be proposed now. */
    boolean canPropose() {
        return fresh > 0 || !promoted.isEmpty();
    }

    /** Whether the next to be proposed is to be a new architecture. */
    boolean wantsNew() {
        return fresh > 0;
    }

    /** Level of the fidelity of what is to be proposed now. */
    int level() {
        return plan.lowest() + rung;
    }

    /** Whether nothing is left to be proposed, now or later. */
    boolean ended() {
        return ended;
    }

    /** Whether a trial is one of this bracket's that have no result yet. */
    boolean isRunning(int number) {
        return running.containsKey(number);
    }

    /**
     * Proposes a new architecture; only where it {@link #wantsNew}.
     *
     * @param number of the trial
     * @param architecture to be scored
     */
    void begin(int number, Architecture architecture) {
        fresh--;
        running.put(number, architecture);
    }

    /**
     * Proposes the best of those that were promoted and not yet proposed.
     *
     * @param number of the trial
     * @return to be scored at {@link #level()}
     */
    Architecture promote(int number) {
        Architecture architecture = promoted.removeFirst();
        running.put(number, architecture);
        return architecture;
    }

    /**
     * Takes a result.
     *
     * @param number of the trial, one of this bracket's
     * @param accuracy in [0, 1]; NaN where there is none
     */
    void observe(int number, double accuracy) {
        Architecture architecture = running.remove(number);
        if (!Double.isNaN(accuracy)) {
            scored.add(new Scored(number, architecture, accuracy));
        }
        if (!canPropose() && running.isEmpty()) {
            nextRung();
        }
    }

    private void nextRung() {
        rung++;
        ended = rung == plan.sizes().size() || scored.isEmpty();
        if (!ended) {
            scored.stream()
                    .sorted(Comparator.comparingDouble(Scored::accuracy)
                            .reversed()
                            .thenComparingInt(Scored::number))
                    .limit(plan.sizes().get(rung))
                    .forEach(best -> promoted.addLast(best.architecture()));
        }
        scored.clear();
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(index);
        out.writeInt(rung);
        out.writeInt(fresh);
        out.writeInt(promoted.size());
        for (Architecture architecture : promoted) {
            out.writeUTF(architecture.notation());
        }
        out.writeInt(running.size());
        for (Map.Entry<Integer, Architecture> trial : running.entrySet()) {
            out.writeInt(trial.getKey());
            out.writeUTF(trial.getValue().notation());
        }
        out.writeInt(scored.size());
        for (Scored result : scored) {
            out.writeInt(result.number());
            out.writeUTF(result.architecture().notation());
            out.writeDouble(result.accuracy());
        }
    }

    static Bracket restore(DataInput in, SearchSpace space, List<BracketPlan> plans) throws IOException {
        int index = in.readInt();
        Bracket bracket = new Bracket(index, plans.get(index));
        bracket.rung = in.readInt();
        bracket.fresh = in.readInt();
        for (int count = in.readInt(); count > 0; count--) {
            bracket.promoted.addLast(space.parse(in.readUTF()));
        }
        for (int count = in.readInt(); count > 0; count--) {
            bracket.running.put(in.readInt(), space.parse(in.readUTF()));
        }
        for (int count = in.readInt(); count > 0; count--) {
            bracket.scored.add(new Scored(in.readInt(), space.parse(in.readUTF()), in.readDouble()));
        }
        return bracket;
    }
}
