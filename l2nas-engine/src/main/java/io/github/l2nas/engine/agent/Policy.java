package io.github.l2nas.engine.agent;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.ActionShape.Block;
import io.github.l2nas.api.space.ActionShape.Matrix;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.trial.Elite;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a search has learned and another may start from: the networks with their optimisers' moments, the elite, the
 * replay buffer, and what they were trained for. Immutable. Stored as big-endian binary: the text {@code L2NP} for
 * strategy l2nas or {@code L2NG} for l2nas-guided, a format number, space, shape, settings, networks, elite, replay, and
 * the text {@code DONE}; every array carries its length.
 */
public final class Policy {

    private static final int L2NAS = 0x4c324e50;
    private static final int GUIDED = 0x4c324e47;
    private static final int FORMAT = 1;
    private static final int END = 0x444f4e45;

    /** No space comes near; keeps a corrupt size from being believed. */
    private static final int MAX_ENTRIES = 1 << 16;

    private final String space;
    private final ActionShape shape;
    private final LearnerSettings settings;
    private final NetworkState actor;
    private final List<NetworkState> critics;
    private final Elite elite;
    private final ReplayBuffer replay;

    Policy(
            String space,
            ActionShape shape,
            LearnerSettings settings,
            NetworkState actor,
            List<NetworkState> critics,
            Elite elite,
            ReplayBuffer replay) {
        this.space = space;
        this.shape = shape;
        this.settings = settings;
        this.actor = actor;
        this.critics = List.copyOf(critics);
        this.elite = elite;
        this.replay = replay;
    }

    /**
     * Name of the space it was trained on.
     *
     * @return for example {@code darts}
     */
    public String space() {
        return space;
    }

    /**
     * The settings it was trained with; their type tells the strategy.
     *
     * @return the settings
     */
    public LearnerSettings settings() {
        return settings;
    }

    NetworkState actor() {
        return actor;
    }

    List<NetworkState> critics() {
        return critics;
    }

    Elite elite() {
        return elite;
    }

    int replaySize() {
        return replay.size();
    }

    /**
     * Checks that a search may start from this policy.
     *
     * @param searched the space of the search
     * @param declared its settings
     * @throws JobException where policy and search do not fit; names the parameter and what to do
     */
    void requireFit(SearchSpace searched, LearnerSettings declared) {
        if (!space.equals(searched.name())) {
            throw new JobException(
                    "space",
                    "the policy was trained on the space '" + space + "', this search declares '" + searched.name()
                            + "': declare the space '" + space + "' or a policy trained on '" + searched.name() + "'");
        }
        if (!settings.strategy().equals(declared.strategy())) {
            throw new JobException(
                    "strategy",
                    "the policy was trained by strategy '" + settings.strategy() + "', this search declares '"
                            + declared.strategy() + "': declare the strategy '" + settings.strategy()
                            + "' or a policy trained by '" + declared.strategy() + "'");
        }
        ActionShape other = searched.actionShape();
        if (!shape.matrices().equals(other.matrices()) || !shape.blocks().equals(other.blocks())) {
            throw new JobException(
                    "strategy.inputs.policy",
                    "the policy's actions have another shape than those of the space '" + space
                            + "' in this version: train the policy again with this version");
        }
        requireSame("hiddenUnits", "networks have", "hidden units", settings.hiddenUnits(), declared.hiddenUnits());
        requireSame("critics", "agent has", "critics", settings.critics(), declared.critics());
    }

    private static void requireSame(String setting, String subject, String what, int trained, int declared) {
        if (trained != declared) {
            throw new JobException(
                    "strategy.settings." + setting,
                    "the policy's " + subject + " " + trained + " " + what + ", the settings say " + declared + ": set "
                            + setting + " to " + trained);
        }
    }

    /**
     * Writes the policy.
     *
     * @param out where to
     * @throws IOException from {@code out}
     */
    public void write(DataOutput out) throws IOException {
        out.writeInt(settings instanceof GuidedSettings ? GUIDED : L2NAS);
        out.writeInt(FORMAT);
        out.writeUTF(space);
        writeShape(out);
        settings.write(out);
        actor.write(out);
        for (NetworkState critic : critics) {
            critic.write(out);
        }
        elite.write(out);
        replay.write(out);
        out.writeInt(END);
    }

    private void writeShape(DataOutput out) throws IOException {
        out.writeInt(shape.matrices().size());
        for (Matrix matrix : shape.matrices()) {
            out.writeInt(matrix.rows());
            out.writeInt(matrix.columns());
        }
        out.writeInt(shape.blocks().size());
        for (Block block : shape.blocks()) {
            out.writeInt(block.firstRow());
            out.writeInt(block.rows());
            out.writeInt(block.picks());
        }
    }

    /**
     * Reads a policy.
     *
     * @param in where from
     * @return the policy
     * @throws IOException where it is truncated, corrupt, of another format or no policy; the message says which
     */
    public static Policy read(DataInput in) throws IOException {
        try {
            return readChecked(in);
        } catch (EOFException e) {
            throw new IOException("the policy is truncated", e);
        }
    }

    private static Policy readChecked(DataInput in) throws IOException {
        int magic = in.readInt();
        if (magic != L2NAS && magic != GUIDED) {
            throw new IOException("not an L2NAS policy");
        }
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("the policy has format " + format + ", this version reads format " + FORMAT);
        }
        String space = in.readUTF();
        ActionShape shape = readShape(in);
        LearnerSettings settings = magic == GUIDED ? GuidedSettings.read(in) : AgentSettings.read(in);
        int width = shape.size();
        int hidden = settings.hiddenUnits();
        NetworkState actor = NetworkState.read(in, Mlp.parameterCount(width, hidden, width), "actor");
        List<NetworkState> critics = new ArrayList<>();
        for (int i = 0; i < settings.critics(); i++) {
            critics.add(NetworkState.read(in, Mlp.parameterCount(width, hidden, 1), "critic"));
        }
        Elite elite = Elite.read(in, shape, settings.eliteSize());
        ReplayBuffer replay = ReplayBuffer.read(in, width, settings.bufferSize());
        if (in.readInt() != END) {
            throw new IOException("corrupt: the policy does not end where it should");
        }
        return new Policy(space, shape, settings, actor, critics, elite, replay);
    }

    private static ActionShape readShape(DataInput in) throws IOException {
        int count = readSize(in, "matrices");
        List<Matrix> matrices = new ArrayList<>();
        long rows = 0;
        long entries = 0;
        for (int i = 0; i < count; i++) {
            Matrix matrix = new Matrix(readSize(in, "rows"), readSize(in, "columns"));
            rows += matrix.rows();
            entries += (long) matrix.rows() * matrix.columns();
            matrices.add(matrix);
        }
        if (entries > MAX_ENTRIES || rows > MAX_ENTRIES) {
            throw new IOException("corrupt: an action of " + entries + " entries");
        }
        int blockCount = readSize(in, "blocks");
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < blockCount; i++) {
            blocks.add(new Block(in.readInt(), in.readInt(), in.readInt()));
        }
        try {
            return new ActionShape(matrices, blocks);
        } catch (IllegalArgumentException e) {
            throw new IOException("corrupt: " + e.getMessage(), e);
        }
    }

    private static int readSize(DataInput in, String what) throws IOException {
        int size = in.readInt();
        if (size < 1 || size > MAX_ENTRIES) {
            throw new IOException("corrupt: " + size + " " + what);
        }
        return size;
    }
}
