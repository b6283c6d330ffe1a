package io.github.l2nas.engine.training;

import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.engine.journal.MemoryState;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.network.Sgd;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** What a replica has come to at the end of a round: its weights, its momentum and the losses of its steps. */
public final class ReplicaState implements Checkpointable {

    /** More than a round can have. */
    private static final int MOST_STEPS = 1 << 24;

    private final Parameters parameters;
    private final Sgd sgd;
    private double[] losses = {};

    /**
     * A state to be restored.
     *
     * @param seed of weights
     * @param settings of the descent
     */
    ReplicaState(long seed, Sgd.Settings settings) {
        parameters = new Parameters(seed);
        sgd = new Sgd(settings);
    }

    private ReplicaState(Parameters parameters, Sgd sgd, double[] losses) {
        this.parameters = parameters;
        this.sgd = sgd;
        this.losses = losses;
    }

    /**
     * Takes the present state.
     *
     * @param empty takes the copy
     * @param parameters weights; copied
     * @param sgd momentum; copied
     * @param losses of the replica's steps, in their order
     */
    static ReplicaState copy(ReplicaState empty, Parameters parameters, Sgd sgd, double[] losses) {
        MemoryState.of(new ReplicaState(parameters, sgd, losses)).restore(empty);
        return empty;
    }

    double[] losses() {
        return losses;
    }

    /**
     * Carries the mean of replicas over: of each weight and its momentum among those that have moved it.
     *
     * @param states in the order of the replicas, at least one
     * @param parameters with which they began; take the mean of the weights
     * @param sgd with which they began; takes the mean of the momenta
     */
    static void join(List<ReplicaState> states, Parameters parameters, Sgd sgd) {
        parameters.takeMean(states.stream().map(state -> state.parameters).toList());
        sgd.takeMean(states.stream().map(state -> state.sgd).toList());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        parameters.save(out);
        sgd.save(out);
        out.writeInt(losses.length);
        for (double loss : losses) {
            out.writeDouble(loss);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        parameters.restore(in);
        sgd.restore(in, parameters);
        int count = in.readInt();
        if (count < 0 || count > MOST_STEPS) {
            throw new IOException("corrupt: a replica of " + count + " steps");
        }
        losses = new double[count];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = in.readDouble();
        }
    }
}
