package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.task.TaskWork;
import io.github.l2nas.engine.tensor.Backends;
import java.util.List;

/** Does trainings of an evaluation in a worker. */
public final class EvaluationTasks implements TaskWork {

    private final List<PlannedTraining> plan;
    private final Executor executor;
    private final EvaluationTraining training;

    /**
     * @param job the evaluation
     * @throws io.github.l2nas.api.job.JobException where it can't be done as declared
     */
    public EvaluationTasks(EvaluateJob job) {
        EvaluationPlan declared = EvaluationPlan.of(job, DatasetLoader::of);
        plan = PlannedTraining.all(job, declared, TopArchitectures.of(job, declared));
        executor = new Executor(
                Backends.choose(job.compute().backend()), job.compute().effectiveThreads());
        training = new EvaluationTraining(job, declared, executor, System::nanoTime);
    }

    @Override
    public void run(String name) {
        training.train(plan.stream()
                .filter(planned -> planned.directory().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no training of this job: " + name)));
    }

    @Override
    public void close() {
        executor.close();
    }
}
