package io.github.l2nas.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoalParameterTest {

    @Test
    void anEmptyElementOfAListIsTold() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> GoalParameter.named("command").texts(Arrays.asList("sh", null)))
                .withMessage(
                        "<command> (-Dl2nas.command): element 2 is empty; write something into it or leave it out");
        assertThat(GoalParameter.named("command").texts(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"150M, 150000000", "600000, 600000", "3.5M, 3500000", "0.25 G, 250000000", "12k, 12000", " 7 , 7"})
    void aCountMayHaveASuffix(String text, long count) {
        assertThat(GoalParameter.named("maxMacs").count(text)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "150m, '150m' is no count; write for example",
        "1e6, '1e6' is no count",
        "-1, '-1' is no count",
        "0, 0 is not a positive number",
        "1.2345k, '1.2345k' is not a whole number",
        "99999999999999999999, is not a whole number from 1 to 9223372036854775807"
    })
    void whatIsNoCountIsTold(String text, String message) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> GoalParameter.named("maxMacs").count(text))
                .withMessageStartingWith("<maxMacs> (-Dl2nas.maxMacs): ")
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "space, <space> (-Dl2nas.space)",
        "space.name, <space> (-Dl2nas.space)",
        "evaluator.name, <evaluator> (-Dl2nas.evaluator)",
        "strategy.name, <strategy> (-Dl2nas.strategy)",
        "strategy.preset, <preset> (-Dl2nas.preset)",
        "strategy.settings.eliteSize, <settings><eliteSize> (-Dl2nas.settings.eliteSize)",
        "strategy.inputs.policy.sha256, <policy> (-Dl2nas.policy)",
        "objective.metric, <metric> (-Dl2nas.metric)",
        "objective.consensus, <consensus> (-Dl2nas.consensus)",
        "objectives, <objectives> (-Dl2nas.objectives)",
        "objectives.metrics.params, <objectives><params> (-Dl2nas.objectives.params)",
        "objectives.choose, <choose> (-Dl2nas.choose)",
        "objectives.reference.params, <reference><params> (-Dl2nas.reference.params)",
        "objectives.minHypervolume, <minHypervolume> (-Dl2nas.minHypervolume)",
        "evaluator.inputs.table.sha256, <table> (-Dl2nas.table)",
        "evaluations.store, <evaluationStore> (-Dl2nas.evaluationStore)",
        "evaluations.maxFailedTrials, <maxFailedTrials> (-Dl2nas.maxFailedTrials)",
        "executor.name, <executor> (-Dl2nas.executor)",
        "executor.settings.workers, <workers> (-Dl2nas.workers)",
        "executor.settings.memory, <workerMemory> (-Dl2nas.workerMemory)",
        "executor.settings.master, <sparkMaster> (-Dl2nas.sparkMaster)",
        "executor.settings.conf, <sparkConf> (-Dl2nas.sparkConf)",
        "trials.concurrency, <trialConcurrency> (-Dl2nas.trialConcurrency)",
        "trials.timeout, <trialTimeout> (-Dl2nas.trialTimeout)",
        "trials.maxAttempts, <maxAttempts> (-Dl2nas.maxAttempts)",
        "stopping.steps, <steps> (-Dl2nas.steps)",
        "stopping.timeBudget, <timeBudget> (-Dl2nas.timeBudget)",
        "constraints.maxParams, <maxParams> (-Dl2nas.maxParams)",
        "constraints, <constraints> (-Dl2nas.constraints)",
        "constraints.columns, <constraints><constraint> (-Dl2nas.constraints)",
        "constraints.columns[1], <constraints><constraint> (-Dl2nas.constraints)",
        "evaluator.inputs.supernet.sha256, <supernet> (-Dl2nas.supernet)",
        "evaluator.settings.validationImages, <validationImages> (-Dl2nas.validationImages)",
        "evaluator.settings.batchSize, <supernetBatchSize> (-Dl2nas.supernetBatchSize)",
        "evaluator.settings.calibrationImages, <calibrationImages> (-Dl2nas.calibrationImages)",
        "warmUp.evaluator, <warmUp> (-Dl2nas.warmUp)",
        "warmUp.evaluator.inputs.table, <warmUp> (-Dl2nas.warmUp)",
        "warmUp.evaluator.settings.cells, <warmUpSettings><cells> (-Dl2nas.warmUpSettings.cells)",
        "warmUp.count, <warmUpCount> (-Dl2nas.warmUpCount)",
        "warmUp.pool, <warmUpPool> (-Dl2nas.warmUpPool)",
        "filter.evaluator, <filter> (-Dl2nas.filter)",
        "filter.evaluator.settings.cells, <filterSettings><cells> (-Dl2nas.filterSettings.cells)",
        "filter.share, <filterShare> (-Dl2nas.filterShare)",
        "filter.pool, <filterPool> (-Dl2nas.filterPool)",
        "features[0], <features> (-Dl2nas.features)",
        "features[1].settings.cells, <featureSettings><cells> (-Dl2nas.featureSettings.cells)",
        "features, <features> (-Dl2nas.features)",
        "compute.threads, <threads> (-Dl2nas.threads)",
        "dataset, <dataset> (-Dl2nas.dataset)",
        "dataset.files.name, <dataset> (-Dl2nas.dataset)",
        "dataset.classes, <datasetClasses> (-Dl2nas.datasetClasses)",
        "evaluator.inputs.predictor.sha256, <predictor> (-Dl2nas.predictor)",
        "evaluator.settings.imageSize, <imageSize> (-Dl2nas.imageSize)",
        "evaluator.settings.widthMultiplier, <widthMultiplier> (-Dl2nas.widthMultiplier)",
        "constraints.latencyTable.sha256, <latencyTable> (-Dl2nas.latencyTable)",
        "constraints.maxLatency, <maxLatency> (-Dl2nas.maxLatency)",
        "dataset.format, <datasetFormat> (-Dl2nas.datasetFormat)",
        "dataset.imageSize, <imageSize> (-Dl2nas.imageSize)",
        "dataset.settings.label, <datasetSettings><label> (-Dl2nas.datasetSettings.label)",
        "dataset.testPercent, <testPercent> (-Dl2nas.testPercent)",
        "compute.backend, <backend> (-Dl2nas.backend)",
        "network.channels, <channels> (-Dl2nas.channels)",
        "outputTimestamp, <outputTimestamp> (-Dproject.build.outputTimestamp)",
    })
    void aFieldOfTheJobIsNamedAsTheUserWritesIt(String field, String shown) {
        assertThat(GoalParameter.ofSearchJob(field)).hasToString(shown);
    }

    @Test
    void aMissingValueIsReportedWithElementPropertyAndAdvice() {
        GoalParameter table = GoalParameter.named("table");

        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> table.required(" ", "give a csv file or Maven coordinates"))
                .withMessage("<table> (-Dl2nas.table) is missing: give a csv file or Maven coordinates");
        assertThat(table.required(" a.csv\n", "")).isEqualTo("a.csv");
    }

    @Test
    void countsBeginAtOne() {
        GoalParameter steps = GoalParameter.named("steps");

        assertThat(steps.positive(1)).isEqualTo(1);
        assertThat(steps.positive((Long) null)).isNull();
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> steps.positive(-5))
                .withMessage("<steps> (-Dl2nas.steps): -5 is not a positive number");
    }

    @Test
    void someCountsMayBeZero() {
        GoalParameter random = GoalParameter.named("randomArchitectures");

        assertThat(random.notNegative(0)).isZero();
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> random.notNegative(-1))
                .withMessage("<randomArchitectures> (-Dl2nas.randomArchitectures): -1 is negative");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 94.2, Double.NaN})
    void anAccuracyIsAFraction(double accuracy) {
        GoalParameter target = GoalParameter.named("targetAccuracy");

        assertThat(target.fraction(0.942)).isEqualTo(0.942);
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> target.fraction(accuracy))
                .withMessageContaining("write 94.2 % as 0.942");
    }

    @ParameterizedTest
    @CsvSource({
        "2m, PT2M",
        "PT2M, PT2M",
        "' 5H ', PT5H",
        "90m, PT1H30M",
        "1d, PT24H",
        "1d12h, PT36H",
        "1h30m10.5s, PT1H30M10.5S",
        "300000d, PT7200000H",
        "P300000D, PT7200000H",
    })
    void aTimeBudgetHasUnitsOrIsIso(String text, Duration duration) {
        assertThat(GoalParameter.named("timeBudget").duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 h", "2", "2m1h", "h", "", "PT0S", "0s", "-PT5M", "99999999999999999999d"})
    void whatIsNoTimeBudgetIsTold(String text) {
        GoalParameter budget = GoalParameter.named("timeBudget");

        assertThat(budget.duration(null)).isNull();
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> budget.duration(text))
                .withMessageStartingWith("<timeBudget> (-Dl2nas.timeBudget): '" + text + "'")
                .withMessageContaining("write for example 2h");
    }
}
