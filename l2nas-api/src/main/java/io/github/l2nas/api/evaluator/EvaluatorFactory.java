package io.github.l2nas.api.evaluator;

import io.github.l2nas.api.extension.Extension;

/**
 * Makes an evaluator from its settings and inputs.
 *
 * <p>Register it in {@code META-INF/services/io.github.l2nas.api.evaluator.EvaluatorFactory}, or name the class in the POM. An
 * evaluator without settings and inputs needs no factory: name the class that implements {@link Evaluator}.
 *
 * @param <S> the evaluator's settings; a record that checks its values and throws {@link IllegalArgumentException}
 */
public interface EvaluatorFactory<S extends Record> extends Extension {

    /**
     * The settings of an evaluator about which nothing is said.
     *
     * @return the defaults
     */
    S defaults();

    /**
     * The metric that is maximised where a search names none.
     *
     * @return for example {@code accuracy}
     */
    default String usualMetric() {
        return "accuracy";
    }

    /**
     * Makes the evaluator.
     *
     * @param context what the search gives it
     * @param settings in force
     * @return the evaluator
     * @throws io.github.l2nas.api.job.JobException where an input is missing or wrong; names the field {@code
     *     evaluator.inputs.} and the role
     */
    Evaluator create(EvaluatorContext context, S settings);
}
