package io.github.l2nas.maven.gate;

import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.report.page.Comparison.Compared;
import io.github.l2nas.report.result.Evaluation;
import io.github.l2nas.report.result.FoundArchitecture;
import io.github.l2nas.report.result.FoundFront;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A result in numbers.
 *
 * @param name what people call it
 * @param metric what its search maximised
 * @param finished false where a time budget has interrupted its search
 * @param values what is known of it but for the hypervolume, which depends on what it is compared with
 * @param front what it has weighed; empty for a search without objectives
 */
public record Measured(
        String name, String metric, boolean finished, Map<Measure, BigDecimal> values, Optional<FoundFront> front) {

    /**
     * Takes the numbers of a result.
     *
     * @param parameter which names the result, for messages
     * @param result the result
     * @param model its trained model
     * @return the numbers
     * @throws io.github.l2nas.maven.parameter.ParameterException where its evaluation is of another architecture
     */
    public static Measured of(GoalParameter parameter, Compared result, Optional<Path> model) {
        FoundArchitecture found = result.search().found();
        result.evaluation().ifPresent(evaluation -> requireSameArchitecture(parameter, found, evaluation));
        Map<Measure, BigDecimal> values = new EnumMap<>(Measure.class);
        values.put(Measure.ACCURACY, BigDecimal.valueOf(found.accuracy()));
        result.evaluation()
                .ifPresent(evaluation -> values.put(Measure.TEST_ACCURACY, BigDecimal.valueOf(evaluation.mean())));
        found.latency().ifPresent(latency -> values.put(Measure.LATENCY, BigDecimal.valueOf(latency)));
        found.cost().ifPresent(cost -> {
            values.put(Measure.PARAMS, BigDecimal.valueOf(cost.params()));
            values.put(Measure.MACS, BigDecimal.valueOf(cost.macs()));
        });
        model.ifPresent(file -> values.put(Measure.SIZE, BigDecimal.valueOf(size(file))));
        return new Measured(result.search().name(), found.metric(), found.finished(), values, result.front());
    }

    /**
     * The same result under another name.
     *
     * @param other what people call it
     * @return a copy
     */
    public Measured named(String other) {
        return new Measured(other, metric, finished, values, front);
    }

    /** What is known of it. */
    Set<Measure> measures() {
        Set<Measure> measures = EnumSet.noneOf(Measure.class);
        measures.addAll(values.keySet());
        if (front.isPresent()) {
            measures.add(Measure.HYPERVOLUME);
        }
        return measures;
    }

    private static void requireSameArchitecture(
            GoalParameter parameter, FoundArchitecture found, Evaluation evaluation) {
        String evaluated = found.space().parse(evaluation.architecture()).identity();
        if (!evaluated.equals(found.architecture().identity())) {
            throw parameter.wrong("the evaluation of " + evaluation.name() + " is of another architecture, "
                    + evaluation.architecture() + "; evaluate what the search has found");
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
