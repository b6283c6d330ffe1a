package io.github.l2nas.engine;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.job.CheckJob;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.EvaluateSubnetJob;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.MeasureLatencyJob;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.evaluation.EvaluationPlan;
import io.github.l2nas.engine.evaluation.SubnetEvaluationRunner;
import io.github.l2nas.engine.latency.LatencyComparison;
import io.github.l2nas.engine.latency.LatencyRunner;
import io.github.l2nas.engine.search.SearchCheck;
import io.github.l2nas.engine.supernet.SupernetPlan;
import io.github.l2nas.engine.tensor.Backends;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Does what can be done of jobs without training or scoring anything. */
final class JobCheck {

    private final CheckJob check;
    private final Consumer<JobEvent> events;
    private final Map<DatasetInput, Dataset> read = new HashMap<>();

    /**
     * @param check the jobs
     * @param events is told of doubts, and that nothing is wrong
     */
    JobCheck(CheckJob check, Consumer<JobEvent> events) {
        this.check = check;
        this.events = events;
    }

    /**
     * Checks one job after the other.
     *
     * @throws JobException for the first mistake; its parameter begins with the job
     */
    void run() {
        Optional<Skeleton> trained = Optional.empty();
        for (int index = 0; index < check.jobs().size(); index++) {
            try {
                trained = check(check.jobs().get(index), trained);
            } catch (JobException e) {
                String job = "jobs[" + index + "]";
                throw new JobException(e.parameter() == null ? job : job + "." + e.parameter(), e.getMessage());
            }
        }
        events.accept(new JobEvent.Result(true, List.of(), List.of()));
    }

    /** The supernet that is trained by now. */
    private Optional<Skeleton> check(Job job, Optional<Skeleton> trained) {
        if (job instanceof TrainSupernetJob training) {
            Backends.choose(training.compute().backend());
            return Optional.of(SupernetPlan.of(training, this::dataset).skeleton());
        }
        if (job instanceof SearchJob search) {
            new SearchCheck(search, events).run(trained);
        } else if (job instanceof EvaluateJob evaluation) {
            Backends.choose(evaluation.compute().backend());
            EvaluationPlan plan = EvaluationPlan.of(evaluation, this::dataset);
            LatencyComparison.of(evaluation.latency(), plan.space());
        } else if (job instanceof EvaluateSubnetJob evaluation) {
            SubnetEvaluationRunner.check(evaluation);
        } else if (job instanceof MeasureLatencyJob latency) {
            LatencyRunner.check(latency);
        }
        return trained;
    }

    private Dataset dataset(DatasetInput input) {
        return read.computeIfAbsent(input, DatasetLoader::of);
    }
}
