package io.github.l2nas.engine.supernet;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.dataset.Split;
import io.github.l2nas.engine.result.OutputTime;
import io.github.l2nas.engine.task.DeclaredExecutor;
import io.github.l2nas.engine.training.RecipeSpace;
import io.github.l2nas.engine.training.SupernetRecipe;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that a job to train a supernet declares, found to be possible.
 *
 * @param space the search space
 * @param recipe in force
 * @param timestamp that archive entries carry
 * @param dataset the images
 * @param skeleton size of the supernet
 * @param networks digest of the networks of a space that builds them whole; empty for others
 * @param trainingHalf indices of the images that train
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SupernetPlan(
        NetworkSpace space,
        SupernetRecipe recipe,
        Instant timestamp,
        Dataset dataset,
        Skeleton skeleton,
        Optional<String> networks,
        int[] trainingHalf) {

    /**
     * Reads what a job declares.
     *
     * @param job as declared
     * @param datasets reads a data set
     * @return the plan
     * @throws JobException where the job can't be done as declared
     */
    public static SupernetPlan of(TrainSupernetJob job, Function<DatasetInput, Dataset> datasets) {
        DeclaredExecutor.of(job.executor());
        NetworkSpace space = RecipeSpace.of(job.space());
        SupernetRecipe preset = SupernetRecipe.of(RecipeSpace.named(job.preset(), space));
        SupernetRecipe recipe = Skeletons.recipe(space, preset, job.settings(), job.network());
        Instant timestamp = OutputTime.parse(job.outputTimestamp());
        Dataset dataset = datasets.apply(job.dataset());
        Skeleton skeleton = Skeletons.ofSupernet(
                space,
                recipe.channels(),
                recipe.cells(),
                dataset,
                job.seed(),
                (job.network().channels() == null ? "settings" : "network") + ".channels");
        Optional<String> networks =
                space.usesChannelsAndCells() ? Optional.empty() : Optional.of(WholeNetworks.digest(space, skeleton));
        int[] half = Split.halves(dataset.train(), job.seed()).train();
        if (recipe.batchSize() > half.length) {
            throw new JobException(
                    "settings.batchSize",
                    "a batch of " + recipe.batchSize() + " images is larger than the training half, which has "
                            + half.length);
        }
        int batches = half.length / recipe.batchSize();
        if (recipe.replicas() > batches) {
            throw new JobException(
                    "settings.replicas",
                    "more replicas, " + recipe.replicas() + ", than mini-batches in an epoch, which has " + batches
                            + ". Take fewer, or smaller batches");
        }
        return new SupernetPlan(space, recipe, timestamp, dataset, skeleton, networks, half);
    }

    static Architecture randomArchitecture(NetworkSpace space, long seed, String purpose) {
        SearchContext any = SearchContext.unconstrained(space, seed);
        return any.randomArchitecture(any.stream("supernet." + purpose));
    }
}
