package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.executor.Task;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.SearchContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One training of an evaluation.
 *
 * @param architecture what is trained
 * @param seed of weights, order and augmentation
 * @param directory of its files, within the job's; names it among the job's trainings
 */
record PlannedTraining(Architecture architecture, long seed, String directory) {

    /**
     * All trainings of a job: the runs, then random architectures, then the next best of the search.
     *
     * @param job as declared
     * @param declared what it declares
     * @param top the best architectures of the search, where they are trained, too
     * @return in the order in which they are done
     * @throws io.github.l2nas.api.job.JobException where there is no architecture
     */
    static List<PlannedTraining> all(EvaluateJob job, EvaluationPlan declared, Optional<TopArchitectures> top) {
        Architecture architecture = declared.requiredArchitecture();
        List<PlannedTraining> plan = new ArrayList<>();
        for (int run = 0; run < job.runs(); run++) {
            plan.add(new PlannedTraining(architecture, job.seed() + run, "seed-" + (job.seed() + run)));
        }
        SearchContext any = SearchContext.unconstrained(declared.space(), job.seed());
        for (int i = 0; i < job.randomArchitectures(); i++) {
            Architecture other = any.randomArchitecture(any.stream("evaluation.random." + i));
            plan.add(new PlannedTraining(other, job.seed() + i, "random-" + (i + 1)));
        }
        List<Architecture> others = top.map(TopArchitectures::others).orElse(List.of());
        for (int i = 0; i < others.size(); i++) {
            plan.add(new PlannedTraining(others.get(i), job.seed(), "top-" + (i + 2)));
        }
        return plan;
    }

    /**
     * Where its state is kept.
     *
     * @param job the evaluation
     * @return an absolute file
     */
    Path checkpoint(EvaluateJob job) {
        return job.outputDirectory().resolve(directory).resolve("checkpoint.bin");
    }

    /**
     * It as a task, which goes on from what there is and leaves a finished checkpoint.
     *
     * @param job the evaluation
     * @return the task
     */
    Task task(EvaluateJob job) {
        Path checkpoint = checkpoint(job);
        return new Task(directory, Files.exists(checkpoint) ? List.of(checkpoint) : List.of(), List.of(checkpoint));
    }
}
