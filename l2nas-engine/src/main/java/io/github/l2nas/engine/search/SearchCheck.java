package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.LatencySpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.latency.MeasuredLatencies;
import io.github.l2nas.engine.result.OutputTime;
import io.github.l2nas.engine.task.DeclaredExecutor;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Does what can be done of a search without scoring anything. */
public final class SearchCheck {

    /** Where no supernet has told one yet; only whether settings are in range depends on it. */
    private static final OptionalDouble SOME_ACCURACY = OptionalDouble.of(0.5);

    private final SearchJob job;
    private final Consumer<JobEvent> events;

    /**
     * @param job as declared
     * @param events is told of doubts
     */
    public SearchCheck(SearchJob job, Consumer<JobEvent> events) {
        this.job = job;
        this.events = events;
    }

    /**
     * Checks the search.
     *
     * @param trained the supernet that will have been trained before the search; empty for none
     * @throws JobException where the job can't be done as declared
     */
    public void run(Optional<Skeleton> trained) {
        SearchRunner.requireInRange(job);
        OutputTime.parse(job.outputTimestamp());
        DeclaredExecutor.of(job.executor());
        SearchSpace space = SearchSpaces.of(job.space());
        boolean isMade = trained.isEmpty()
                || job.evaluator() == null
                || !job.evaluator().inputs().isEmpty();
        if (!isMade) {
            EvaluatorChoice.requireSettings(job);
            check(space, Optional.empty(), trained);
            return;
        }
        EvaluatorChoice choice = EvaluatorChoice.of(job, space, () -> false, this::warn);
        try (Evaluator evaluator = choice.evaluator()) {
            check(evaluator.space(space), Optional.of(evaluator), evaluator.skeleton());
        }
    }

    private void check(SearchSpace space, Optional<Evaluator> evaluator, Optional<Skeleton> scored) {
        Optional<LatencySpace.Latencies> latencies =
                Optional.ofNullable(job.constraints().latencyTable()).map(input -> MeasuredLatencies.of(space, input));
        SearchCosts costs = SearchCosts.of(job, space, scored);
        Feasibility feasibility = new Feasibility(job.constraints(), space, costs, evaluator, latencies);
        feasibility.doubts().forEach(this::warn);
        StrategyChoice<?> strategies = StrategyChoice.of(job.strategy(), space, SOME_ACCURACY);
        Fidelities fidelities = FidelityChoice.foreseen(job, evaluator, strategies);
        StoppingRule.of(job.stopping(), strategies.steps(), fidelities);
        Foreknowledge.of(job, space, () -> false, this::warn).close();
        strategies.requireServes(job);
        JobObjectives objectives = JobObjectives.of(job, costs, evaluator, latencies);
        strategies.create(new SearchContext(space, job.seed(), feasibility, objectives.objectives(), fidelities));
    }

    private void warn(String doubt) {
        events.accept(JobEvent.Note.warning(doubt));
    }
}
