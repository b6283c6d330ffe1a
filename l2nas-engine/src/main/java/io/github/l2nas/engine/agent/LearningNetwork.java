package io.github.l2nas.engine.agent;

import io.github.l2nas.engine.agent.Mlp.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A network and the optimiser that trains it. */
final class LearningNetwork {

    private final Mlp network;
    private final Adam optimiser;

    /**
     * @param inputs length of an input
     * @param outputs length of an output
     * @param output what the last layer's sums pass through
     * @param learningRate Adam's step size
     * @param settings width of the hidden layers, mini-batch and decays
     */
    LearningNetwork(int inputs, int outputs, Output output, double learningRate, LearnerSettings settings) {
        network = new Mlp(inputs, settings.hiddenUnits(), outputs, output, settings.batchSize());
        optimiser = new Adam(network.parameters().length, learningRate, settings.adamBeta1(), settings.adamBeta2());
    }

    Mlp network() {
        return network;
    }

    /** One update along the gradients that the network's last backward pass left. */
    void descend() {
        optimiser.descend(network.parameters(), network.gradients());
        network.parametersChanged();
    }

    /**
     * Parameters and moments as they are now.
     *
     * @return a copy
     */
    NetworkState capture() {
        return optimiser.capture(network.parameters());
    }

    /**
     * Goes back to captured parameters and moments.
     *
     * @param state of a network of the same size
     */
    void reinstate(NetworkState state) {
        optimiser.reinstate(state, network.parameters());
        network.parametersChanged();
    }

    void write(DataOutput out) throws IOException {
        capture().write(out);
    }

    void read(DataInput in, String name) throws IOException {
        reinstate(NetworkState.read(in, network.parameters().length, name));
    }
}
