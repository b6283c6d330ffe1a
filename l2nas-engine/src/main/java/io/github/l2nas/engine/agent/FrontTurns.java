package io.github.l2nas.engine.agent;

import io.github.l2nas.api.file.Checkpointable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Whether a search looks at the whole front or at one end of it. It stays where the front grows. If two plans for the whole front in a
 * row have added nothing to it, the next plan is for an end; the first plan for an end that adds nothing is the last.
 */
final class FrontTurns implements Checkpointable {

    /** A plan of few proposals often adds nothing. */
    private static final int PATIENCE = 2;

    /** How many architectures were scored at the last plan. */
    private int scored;

    private int fruitless;
    private boolean atEnd;

    /**
     * Starts a plan.
     *
     * @param front indices of the front's architectures in the order in which they were scored, ascending
     * @param size how many architectures were scored
     * @return whether the plan is for an end of the front
     */
    boolean next(List<Integer> front, int size) {
        boolean grown = front.get(front.size() - 1) >= scored;
        scored = size;
        fruitless = grown ? 0 : fruitless + 1;
        if (fruitless >= (atEnd ? 1 : PATIENCE)) {
            atEnd = !atEnd;
            fruitless = 0;
        }
        return atEnd;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(scored);
        out.writeInt(fruitless);
        out.writeBoolean(atEnd);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        scored = in.readInt();
        fruitless = in.readInt();
        atEnd = in.readBoolean();
    }
}
