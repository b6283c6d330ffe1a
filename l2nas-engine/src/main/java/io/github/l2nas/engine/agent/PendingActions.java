package io.github.l2nas.engine.agent;

import io.github.l2nas.api.file.BinaryFloats;
import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.strategy.ProposedTrial;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The actions of the trials whose results have not been observed, each with the state that it was taken in. */
final class PendingActions implements Checkpointable {

    /**
     * What was done for a trial.
     *
     * @param state s when it was suggested
     * @param action a
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Step(float[] state, float[] action) {}

    private final int size;
    private final Map<Integer, Step> steps = new TreeMap<>();

    /**
     * @param size entries of a state, and of an action
     */
    PendingActions(int size) {
        this.size = size;
    }

    /**
     * Remembers an action.
     *
     * @param trial number of the trial
     * @param state copied
     * @param action kept
     */
    void put(int trial, float[] state, float[] action) {
        steps.put(trial, new Step(state.clone(), action));
    }

    /**
     * Forgets an action.
     *
     * @param trial its trial
     * @return the action
     * @throws IllegalStateException where the trial was not suggested, or was observed before
     */
    Step take(ProposedTrial trial) {
        Step step = steps.remove(trial.number());
        if (step == null) {
            throw new IllegalStateException("observed "
                    + trial.proposal().architecture().notation() + " without suggesting it as trial " + trial.number());
        }
        return step;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(steps.size());
        for (Map.Entry<Integer, Step> entry : steps.entrySet()) {
            out.writeInt(entry.getKey());
            BinaryFloats.write(entry.getValue().state(), out);
            BinaryFloats.write(entry.getValue().action(), out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        steps.clear();
        for (int count = in.readInt(); count > 0; count--) {
            steps.put(
                    in.readInt(),
                    new Step(
                            BinaryFloats.read(in, size, "entries of a state"),
                            BinaryFloats.read(in, size, "entries of an action")));
        }
    }
}
