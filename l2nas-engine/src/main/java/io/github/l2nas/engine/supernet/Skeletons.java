package io.github.l2nas.engine.supernet;

import io.github.l2nas.engine.dataset.Dataset;
import io.github.l2nas.engine.job.JobException;
import io.github.l2nas.engine.job.NetworkSize;
import io.github.l2nas.spaces.Skeleton;

/** The network around the cells, from what a job, a recipe and a data set say. */
public final class Skeletons {

    private Skeletons() {}

    /**
     * The skeleton.
     *
     * @param size as declared
     * @param channels of the recipe, where the job doesn't say
     * @param cells of the recipe, where the job doesn't say
     * @param dataset gives images and classes
     * @param auxiliary whether there is an auxiliary head
     * @return the skeleton
     * @throws JobException where the images' sides or the declared size won't do
     */
    public static Skeleton of(NetworkSize size, int channels, int cells, Dataset dataset, boolean auxiliary) {
        requirePositive("network.channels", size.channels());
        requirePositive("network.cells", size.cells());
        try {
            return new Skeleton(
                    size.channels() == null ? channels : size.channels(),
                    size.cells() == null ? cells : size.cells(),
                    dataset.classes().size(),
                    dataset.train().shape(),
                    auxiliary);
        } catch (IllegalArgumentException e) {
            throw new JobException("dataset.imageSize", e.getMessage() + "; set an image size that is one");
        }
    }

    private static void requirePositive(String parameter, Integer value) {
        if (value != null && value < 1) {
            throw new JobException(parameter, "must be at least 1, got " + value);
        }
    }
}
