package io.github.l2nas.engine.search;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.ImageSizeException;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.supernet.Skeletons;
import io.github.l2nas.engine.training.EvaluationRecipe;
import io.github.l2nas.engine.training.RecipeSpace;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a search counts. Limits hold for the network that the project trains and ships: the one that {@code evaluate} trains
 * where the job says so, otherwise the one that the evaluator runs, and only where no network runs at all the published one.
 *
 * @param counted costs that limits hold for and results tell; empty for a space without networks
 * @param published costs of the published network beside it; empty where that is the one that is counted
 * @param skeleton size of the network that is counted; empty where it is the published one
 */
public record SearchCosts(Optional<CostModel> counted, Optional<CostModel> published, Optional<Skeleton> skeleton) {

    /**
     * The costs that a space counts by itself.
     *
     * @param space the space
     * @return those of its published networks, or of others and those of its published networks beside them
     */
    public static SearchCosts published(SearchSpace space) {
        Optional<CostModel> counted = space.capability(CostModel.class);
        return new SearchCosts(counted, counted.flatMap(CostModel::published), Optional.empty());
    }

    /**
     * The costs of a search.
     *
     * @param job may name the network that is trained from scratch
     * @param space the job's space, as its evaluator knows it
     * @param scored the network that the evaluator runs, where it runs one
     * @return the costs
     * @throws JobException where the network does not fit the images or its size is out of range
     */
    public static SearchCosts of(SearchJob job, SearchSpace space, Optional<Skeleton> scored) {
        Optional<NetworkSpace> networks = space.capability(NetworkSpace.class);
        boolean declared = job.network() != null && job.dataset() != null;
        if (networks.isEmpty() || (!declared && scored.isEmpty())) {
            return published(space);
        }
        Skeleton skeleton =
                (declared ? declared(job, networks.get(), scored) : scored.orElseThrow()).withoutAuxiliary();
        try {
            return new SearchCosts(
                    Optional.of(networks.get().costs(skeleton)),
                    space.capability(CostModel.class),
                    Optional.of(skeleton));
        } catch (ImageSizeException e) {
            throw Skeletons.wrongSize(e);
        } catch (IllegalArgumentException e) {
            throw new JobException("network.channels", e.getMessage());
        }
    }

    private static Skeleton declared(SearchJob job, NetworkSpace space, Optional<Skeleton> scored) {
        EvaluationRecipe recipe =
                Skeletons.sized(EvaluationRecipe.of(recipe(job.network().recipe(), space)), job.network());
        if (scored.isPresent() && !space.usesChannelsAndCells()) {
            return scored.get();
        }
        Supplier<Skeleton> read =
                () -> Skeletons.of(recipe.channels(), recipe.cells(), DatasetLoader.of(job.dataset()), false);
        return scored.map(known -> new Skeleton(recipe.channels(), recipe.cells(), known.classes(), known.image()))
                .orElseGet(read);
    }

    private static NetworkSpace recipe(String name, NetworkSpace space) {
        try {
            return RecipeSpace.named(name, space);
        } catch (JobException e) {
            throw new JobException("network.recipe", e.getMessage());
        }
    }

    /**
     * What the published network of an architecture costs, where that is another one.
     *
     * @param architecture an architecture of the space
     * @return empty where it costs the same
     */
    public Optional<Cost> publishedWhereItDiffers(Architecture architecture) {
        return published
                .map(model -> model.cost(architecture))
                .filter(cost -> !counted.map(model -> model.cost(architecture)).equals(Optional.of(cost)));
    }
}
