package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Mixture;
import io.github.l2nas.api.space.MixtureSpace;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.network.CrossEntropy;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gradient descent on architecture weights, by turns with the supernet's: a step on a mini-batch of the validation half, then one of
 * the supernet on a mini-batch of the training half. This is the first-order method of DARTS (Liu et al. 2019, algorithm 1 with xi =
 * 0); GDAS (Dong and Yang 2019) differs in the relaxation.
 */
final class GradientMethod implements OneShotMethod {

    /** Architectures among which a choice that the constraints allow is looked for. */
    private static final int MOST_TRIED = 10_000;

    private final OneShotParts parts;
    private final MixtureSpace space;
    private final ArchitectureWeights weights;
    private final Relaxation relaxation;
    private final Set<String> factors = new HashSet<>();
    private List<List<Integer>> operations = List.of();
    private Mixture mixture;

    /**
     * @param parts what it works with
     * @param space whose supernet can mix operations
     * @param weights of the architecture
     * @param relaxation turns them into networks
     */
    GradientMethod(OneShotParts parts, MixtureSpace space, ArchitectureWeights weights, Relaxation relaxation) {
        this.parts = parts;
        this.space = space;
        this.weights = weights;
        this.relaxation = relaxation;
    }

    @Override
    public void before(long step) {
        Relaxation.Draw draw = draw(step, "architecture");
        Batches batches = parts.batches();
        Batch batch = batches.batch(step / batches.perEpoch(), Math.toIntExact(step % batches.perEpoch()));
        weights.descend(draw.gradient().apply(gradientByFactors(draw, batch)));
    }

    /**
     * The gradient of the loss by all factors.
     *
     * @param draw tells the network
     * @param batch images and labels
     * @return row by row; 0 for operations that take no part or put out zeros
     */
    double[] gradientByFactors(Relaxation.Draw draw, Batch batch) {
        LayerGraph graph = network(draw);
        Map<String, float[]> gradients = parts.executor()
                .gradients(
                        graph,
                        parts.parameters(),
                        batch.images(),
                        logits -> CrossEntropy.PLAIN.gradient(logits, batch.labels()),
                        new Executor.Wanted(factors::contains, false))
                .weights();
        double[] sums = new double[weights.shape().size()];
        for (Mixture.Factor factor : mixture.factors()) {
            for (float channel : gradients.get(factor.weight())) {
                sums[index(factor)] += channel;
            }
        }
        return sums;
    }

    /** Where one operation of each row takes part, its factor is 1: then this is a path without factors. */
    @Override
    public LayerGraph at(long step) {
        Relaxation.Draw draw = draw(step, "weights");
        if (draw.operations().stream().anyMatch(row -> row.size() > 1)) {
            return network(draw);
        }
        int[] choices = draw.operations().stream().mapToInt(row -> row.get(0)).toArray();
        return space.supernetPath(space.architecture(choices), parts.skeleton());
    }

    @Override
    public Set<String> trained(LayerGraph graph) {
        Set<String> names = new LinkedHashSet<>(graph.weights().keySet());
        names.removeAll(factors);
        return names;
    }

    private Relaxation.Draw draw(long step, String purpose) {
        return relaxation.of(weights, Math.toIntExact(step / parts.stepsInEpoch()), "one-shot." + purpose + "." + step);
    }

    /** The network of a draw, its factors in place. */
    private LayerGraph network(Relaxation.Draw draw) {
        if (!draw.operations().equals(operations)) {
            mixture = OneShotSpaces.mixture(space, draw.operations(), parts.skeleton());
            operations = draw.operations();
            mixture.factors().forEach(factor -> factors.add(factor.weight()));
            parts.parameters().initialise(mixture.graph());
        }
        Parameters parameters = parts.parameters();
        for (Mixture.Factor factor : mixture.factors()) {
            float[] channels = new float[parameters.get(factor.weight()).values().length];
            Arrays.fill(channels, (float) draw.factors()[index(factor)]);
            parameters.put(factor.weight(), List.of(channels.length, 1, 1, 1), channels);
        }
        return mixture.graph();
    }

    private int index(Mixture.Factor factor) {
        return weights.shape().offset(factor.row()) + factor.column();
    }

    @Override
    public void endEpoch() {}

    /** The most probable architecture that the constraints allow. */
    @Override
    public Architecture choice() {
        Iterator<Architecture> ranking = ranking();
        Architecture first = ranking.next();
        Architecture choice = first;
        for (int tried = 1; tried < MOST_TRIED && ranking.hasNext() && !isFeasible(choice); tried++) {
            choice = ranking.next();
        }
        return isFeasible(choice) ? choice : first;
    }

    private boolean isFeasible(Architecture architecture) {
        return parts.context().feasible().test(architecture);
    }

    @Override
    public Iterator<Architecture> ranking() {
        return new MostProbable(space, weights.probabilities());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        weights.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        weights.restore(in);
    }
}
