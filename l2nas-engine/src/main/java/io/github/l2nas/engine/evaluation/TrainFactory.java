package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.api.space.NetworkSpace;
import java.util.Map;

/** Makes evaluator {@code train}: each architecture is trained from scratch and scored on images that were held back. */
public final class TrainFactory implements EvaluatorFactory<TrainSettings> {

    @Override
    public String name() {
        return "train";
    }

    @Override
    public TrainSettings defaults() {
        return TrainSettings.DEFAULT;
    }

    @Override
    public String usualMetric() {
        return "validation";
    }

    @Override
    public Evaluator create(EvaluatorContext context, TrainSettings settings) {
        NetworkSpace space = context.space()
                .capability(NetworkSpace.class)
                .orElseThrow(() -> new JobException(
                        "evaluator",
                        "space " + context.space().name() + " has no networks that could be trained here. Name a space"
                                + " with networks, or another evaluator"));
        DatasetInput dataset = context.dataset()
                .orElseThrow(() -> new JobException("dataset", "evaluator train needs a data set to train with"));
        return new TrainEvaluator(context, withFull(settings, context), space, dataset);
    }

    /** Where the job declares fidelities the highest is the number of epochs, unless the settings say it. */
    private static TrainSettings withFull(TrainSettings settings, EvaluatorContext context) {
        if (settings.epochs() != null || context.fidelities().isEmpty()) {
            return settings;
        }
        Fidelities declared = context.fidelities().get();
        double full = declared.full();
        return full == Math.rint(full) && declared.unit().equals(TrainEvaluator.UNIT)
                ? Settings.override(settings, Map.of(TrainEvaluator.UNIT, String.valueOf((int) full)))
                : settings;
    }
}
