package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.extension.NoSettings;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.api.space.SearchSpace;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A job's evaluator.
 *
 * @param evaluator scores architectures; to be closed
 * @param metric what is maximised
 * @param settings in force
 * @param code the class of the evaluator, or of the factory that has made it
 * @param reusable whether its scores are kept for other searches
 * @param usesCompute whether its scores depend on what networks run on
 */
public record EvaluatorChoice(
        Evaluator evaluator, String metric, Record settings, Class<?> code, boolean reusable, boolean usesCompute) {

    private static final String PARAMETER = "evaluator";
    private static final String USUAL_METRIC = "accuracy";

    /**
     * Makes the evaluator that a job declares.
     *
     * @param job names it, its settings and inputs, and the metric
     * @param space the job's space
     * @param timeUp whether the time that the run may take is used up
     * @param notes takes sentences that the user should read
     * @return the choice
     * @throws JobException for an unknown name, a setting out of range, or an input that is missing or wrong
     */
    public static EvaluatorChoice of(SearchJob job, SearchSpace space, BooleanSupplier timeUp, Consumer<String> notes) {
        Part part = job.evaluator();
        if (part == null) {
            throw new JobException(
                    PARAMETER,
                    "a search needs what scores its architectures: a table with the metric to maximise, a supernet, a"
                            + " predictor, a command or an evaluator of your own");
        }
        ContentDigest.requireUnchanged(part, PARAMETER);
        Extensions<EvaluatorFactory<?>> known = Extensions.of(EvaluatorFactory.class, PARAMETER, "evaluator");
        if (!Extensions.isClassName(part.name())) {
            return of(known.named(part.name()), job, space, timeUp, notes);
        }
        Optional<Evaluator> evaluator = known.instance(part.name(), Evaluator.class);
        if (evaluator.isPresent()) {
            if (!part.settings().isEmpty()) {
                throw new JobException(
                        "evaluator.settings."
                                + part.settings().keySet().iterator().next(),
                        "class " + part.name() + " has no settings; a class that implements "
                                + EvaluatorFactory.class.getName() + " can have some");
            }
            return ofInstance(job, evaluator.get(), evaluator.get().reusable());
        }
        EvaluatorFactory<?> factory = known.instance(part.name(), EvaluatorFactory.class)
                .orElseThrow(() -> new JobException(
                        PARAMETER,
                        "class " + part.name() + " is no evaluator: it implements neither " + Evaluator.class.getName()
                                + " nor " + EvaluatorFactory.class.getName()));
        return of(factory, job, space, timeUp, notes);
    }

    /**
     * An evaluator that was made elsewhere. It can't know what networks run on.
     *
     * @param job names the metric
     * @param evaluator scores architectures
     * @param reusable whether its scores are kept for other searches
     * @return the choice
     */
    public static EvaluatorChoice ofInstance(SearchJob job, Evaluator evaluator, boolean reusable) {
        String metric = job.objective().metric();
        return new EvaluatorChoice(
                evaluator,
                metric == null ? USUAL_METRIC : metric,
                evaluator.settings().orElse(NoSettings.NONE),
                evaluator.getClass(),
                reusable,
                false);
    }

    /**
     * Checks the settings of an evaluator whose inputs do not exist yet.
     *
     * @param job names it by the name of an extension
     * @throws JobException for an unknown name or a setting out of range
     */
    static void requireSettings(SearchJob job) {
        EvaluatorFactory<?> factory = Extensions.<EvaluatorFactory<?>>of(EvaluatorFactory.class, PARAMETER, "evaluator")
                .named(job.evaluator().name());
        settings(factory, job.evaluator());
    }

    private static <S extends Record> S settings(EvaluatorFactory<S> factory, Part part) {
        return Settings.override("evaluator.settings", "evaluator", factory.defaults(), part.settings());
    }

    private static <S extends Record> EvaluatorChoice of(
            EvaluatorFactory<S> factory,
            SearchJob job,
            SearchSpace space,
            BooleanSupplier timeUp,
            Consumer<String> notes) {
        S settings = settings(factory, job.evaluator());
        String metric = job.objective().metric() == null
                ? factory.usualMetric()
                : job.objective().metric();
        EvaluatorContext context = new EvaluatorContext(
                space,
                metric,
                job.evaluator().inputs(),
                Optional.ofNullable(job.dataset()),
                job.network(),
                job.compute(),
                Optional.ofNullable(job.fidelities()),
                job.outputDirectory(),
                timeUp,
                notes);
        Evaluator evaluator = factory.create(context, settings);
        return new EvaluatorChoice(
                evaluator,
                metric,
                evaluator.settings().orElse(settings),
                factory.getClass(),
                evaluator.reusable(),
                evaluator.usesCompute());
    }
}
