package io.github.l2nas.engine.predictor;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.EvaluatorFactory;

/** Makes {@link PredictorEvaluator}: evaluator {@code predictor}, with the predictor as its input. */
public final class PredictorFactory implements EvaluatorFactory<PredictorSettings> {

    @Override
    public String name() {
        return "predictor";
    }

    @Override
    public PredictorSettings defaults() {
        return new PredictorSettings(null, null);
    }

    @Override
    public String usualMetric() {
        return "predicted";
    }

    @Override
    public Evaluator create(EvaluatorContext context, PredictorSettings settings) {
        PredictorInput input = new PredictorInput(
                context.required("predictor", "give a PyTorch checkpoint or its Maven coordinates"),
                settings.imageSize(),
                settings.widthMultiplier());
        PredictorEvaluator evaluator = new PredictorEvaluator(input, context.space());
        evaluator.imageSizeWarning().ifPresent(context.notes());
        return evaluator;
    }
}
