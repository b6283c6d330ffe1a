package io.github.l2nas.engine.proxy;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.tensor.Backends;
import java.util.Map;
import java.util.Optional;

/**
 * Scores networks by a proxy. The value v itself is the metric of the proxy's name; the accuracy, which must lie between 0 and 1,
 * is 1/2 + arctan(v / 1000) / pi, which has the same order.
 */
final class ProxyEvaluator implements Evaluator {

    /** Values of all proxies are told apart by a float then, from 1 to a million. */
    private static final double SCALE = 1000;

    private final String name;
    private final Proxy proxy;
    private final boolean runs;
    private final ProxyNetworks networks;
    private final Compute compute;
    private Executor executor;

    /**
     * @param name of the proxy
     * @param proxy computes values
     * @param runs whether networks are run, which costs more than reading a file
     * @param networks what it looks at
     * @param compute what networks run on
     */
    ProxyEvaluator(String name, Proxy proxy, boolean runs, ProxyNetworks networks, Compute compute) {
        this.name = name;
        this.proxy = proxy;
        this.runs = runs;
        this.networks = networks;
        this.compute = compute == null ? new Compute(null, null) : compute;
    }

    /**
     * Scores.
     *
     * @return the order as an accuracy, and the value as a metric; without the metric, and 0, where the value is negative infinity
     * @throws TrialFailedException where the network does not fit the images, or the proxy can't be told
     */
    @Override
    public synchronized Score evaluate(Candidate candidate) {
        LayerGraph graph;
        try {
            graph = networks.network(candidate.architecture());
        } catch (IllegalArgumentException e) {
            throw new TrialFailedException(e.getMessage(), e);
        }
        double value = proxy.of(new UntrainedNetwork(graph, networks.seed(), networks.images(), this::executor));
        if (Double.isNaN(value) || value == Double.POSITIVE_INFINITY) {
            throw new TrialFailedException(name + " of "
                    + candidate.architecture().notation() + " can't be told: its logits or their gradients"
                    + " are not finite");
        }
        return new Score(
                0.5 + StrictMath.atan(value / SCALE) / Math.PI,
                Double.isInfinite(value) ? Map.of() : Map.of(name, value));
    }

    /** Opened for the first network that runs. */
    private Executor executor() {
        if (executor == null) {
            executor = new Executor(Backends.choose(compute.backend()), compute.effectiveThreads());
        }
        return executor;
    }

    @Override
    public boolean reusable() {
        return runs;
    }

    @Override
    public boolean usesCompute() {
        return runs;
    }

    /** Weights and mini-batch follow from the settings. */
    @Override
    public boolean usesSeed() {
        return false;
    }

    /** The size that costs are counted in, where a class builds networks whole and none is published. */
    @Override
    public Optional<Skeleton> skeleton() {
        return networks.counted();
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.close();
        }
    }
}
