package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.quantization.Int8Model;
import io.github.l2nas.engine.result.OutputTime;
import io.github.l2nas.engine.supernet.Skeletons;
import io.github.l2nas.engine.task.DeclaredExecutor;
import io.github.l2nas.engine.training.EvaluationRecipe;
import io.github.l2nas.engine.training.RecipeSpace;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that an evaluation declares, found to be possible.
 *
 * @param space the search space
 * @param recipe in force
 * @param timestamp that archive entries carry
 * @param architecture what is evaluated; empty where a search is still to find it
 * @param dataset the images, some of them for testing
 * @param skeleton size of the network
 */
public record EvaluationPlan(
        NetworkSpace space,
        EvaluationRecipe recipe,
        Instant timestamp,
        Optional<Architecture> architecture,
        Dataset dataset,
        Skeleton skeleton) {

    private static final String SETTINGS = "settings";

    /**
     * Reads what a job declares.
     *
     * @param job as declared
     * @param datasets reads a data set
     * @return the plan
     * @throws JobException where the job can't be done as declared
     */
    public static EvaluationPlan of(EvaluateJob job, Function<DatasetInput, Dataset> datasets) {
        requireAtLeast("runs", 1, job.runs());
        requireAtLeast("randomArchitectures", 0, job.randomArchitectures());
        if (job.top() != null) {
            requireAtLeast("top.architectures", 2, job.top().architectures());
        }
        Int8Model.requireKnown(job.quantization());
        DeclaredExecutor.of(job.executor());
        NetworkSpace space = RecipeSpace.of(job.space());
        EvaluationRecipe preset = EvaluationRecipe.of(RecipeSpace.named(job.preset(), space));
        EvaluationRecipe recipe = Skeletons.recipe(space, preset, job.settings(), job.network());
        Instant timestamp = OutputTime.parse(job.outputTimestamp());
        Optional<Architecture> architecture = job.architecture() == null && job.notation() == null
                ? Optional.empty()
                : Optional.of(ArchitectureInput.of(job.architecture(), job.notation(), space));
        Dataset dataset = datasets.apply(job.dataset());
        if (dataset.test().count() == 0) {
            throw new JobException(
                    "dataset.testPercent",
                    job.dataset().files().name() + " has no test images. Split some off by setting a percentage");
        }
        ScratchTraining.requireWholeBatches(recipe, dataset.train(), SETTINGS);
        Skeleton skeleton = Skeletons.of(recipe.channels(), recipe.cells(), dataset, recipe.auxiliaryWeight() > 0);
        ScratchTraining.network(space, architecture.orElseGet(() -> any(space, job.seed())), skeleton, SETTINGS);
        return new EvaluationPlan(space, recipe, timestamp, architecture, dataset, skeleton);
    }

    /**
     * The architecture that is evaluated.
     *
     * @return as declared
     * @throws JobException where none is
     */
    Architecture requiredArchitecture() {
        return architecture.orElseThrow(
                () -> new JobException("architecture", "name the architecture.json of a search, or give the notation"));
    }

    private static void requireAtLeast(String parameter, int least, int value) {
        if (value < least) {
            throw new JobException(parameter, "must be at least " + least + ", got " + value);
        }
    }

    private static Architecture any(NetworkSpace space, long seed) {
        SearchContext any = SearchContext.unconstrained(space, seed);
        return any.randomArchitecture(any.stream("evaluation.check"));
    }
}
