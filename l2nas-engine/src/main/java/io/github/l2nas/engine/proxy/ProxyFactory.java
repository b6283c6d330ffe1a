package io.github.l2nas.engine.proxy;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;

/** Makes evaluators that score by a proxy. */
abstract class ProxyFactory implements EvaluatorFactory<ProxySettings> {

    /** What a proxy needs of a network. */
    enum Needs {
        /** Its layers. */
        LAYERS,
        /** To run it. */
        WEIGHTS,
        /** To run it on images. */
        IMAGES
    }

    private final String name;
    private final Needs needs;
    private final Proxy proxy;

    /**
     * @param name of the evaluator and of its metric
     * @param needs what the proxy looks at
     * @param proxy computes values
     */
    ProxyFactory(String name, Needs needs, Proxy proxy) {
        this.name = name;
        this.needs = needs;
        this.proxy = proxy;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String usualMetric() {
        return name;
    }

    @Override
    public final ProxySettings defaults() {
        return ProxySettings.DEFAULT;
    }

    @Override
    public final Evaluator create(EvaluatorContext context, ProxySettings settings) {
        SearchSpace space = context.space()
                .capability(NetworkSpace.class)
                .<SearchSpace>map(networks -> networks)
                .or(() -> context.space().capability(OfaMobileNetV3.class))
                .orElseThrow(() -> new JobException(
                        "evaluator",
                        "space " + context.space().name() + " has no networks that " + name
                                + " could look at. Name a space with networks, or another evaluator"));
        if (needs == Needs.IMAGES && context.dataset().isEmpty()) {
            throw new JobException("dataset", "evaluator " + name + " needs a data set to take a mini-batch from");
        }
        return new ProxyEvaluator(
                name,
                proxy,
                needs != Needs.LAYERS,
                ProxyNetworks.of(space, context.dataset(), settings, needs == Needs.IMAGES),
                context.compute());
    }
}
