package io.github.l2nas.engine.ofa;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.engine.supernet.SupernetEvaluator;
import io.github.l2nas.engine.supernet.SupernetInput;
import io.github.l2nas.engine.supernet.SupernetSettings;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import java.util.Optional;

/**
 * Makes evaluator {@code supernet}: of a supernet that was trained here, or of a published one whose sub-networks inherit its
 * weights.
 */
public final class SupernetFactory implements EvaluatorFactory<SupernetSettings> {

    @Override
    public String name() {
        return "supernet";
    }

    @Override
    public SupernetSettings defaults() {
        return SupernetSettings.DEFAULT;
    }

    @Override
    public String usualMetric() {
        return "supernet_validation";
    }

    @Override
    public Evaluator create(EvaluatorContext context, SupernetSettings settings) {
        SupernetInput input = settings.input(
                context.required("supernet", "give a supernet.zip of train-supernet or a published supernet"),
                context.dataset().orElse(null),
                context.compute());
        if (context.space().capability(OfaMobileNetV3.class).isPresent()) {
            return new SubnetEvaluator(input);
        }
        Optional<NetworkSpace> space = context.space().capability(NetworkSpace.class);
        SupernetEvaluator evaluator = new SupernetEvaluator(
                input,
                space.orElseThrow(() -> new JobException(
                        "evaluator",
                        "space " + context.space().name() + " has no networks, so no supernet can score its"
                                + " architectures. Give a table or another evaluator")));
        evaluator.warning().ifPresent(context.notes());
        return evaluator;
    }
}
