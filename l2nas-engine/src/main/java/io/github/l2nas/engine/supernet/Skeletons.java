package io.github.l2nas.engine.supernet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.api.space.ImageSizeException;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The network around the cells, from what a job, a recipe and a data set say. */
public final class Skeletons {

    /** What sizes the networks of a space that doesn't build them whole. */
    static final List<String> SIZES = List.of("channels", "cells");

    private Skeletons() {}

    /**
     * The recipe in force.
     *
     * @param space whose networks are trained
     * @param preset the recipe to start from, with components {@code channels} and {@code cells}
     * @param settings what differs, as declared
     * @param size of the networks, as declared
     * @param <T> type of the recipe
     * @return the recipe
     * @throws JobException where a setting or the size won't do, or the space's networks have no such size
     */
    public static <T extends Record> T recipe(
            NetworkSpace space, T preset, Map<String, String> settings, NetworkSize size) {
        if (!space.usesChannelsAndCells()) {
            WholeNetworks.requireUnsized(space, size, settings);
        }
        return sized(Settings.override("settings", "recipe", preset, settings), size);
    }

    /**
     * A recipe for people to read.
     *
     * @param space whose networks are trained
     * @param recipe in force
     * @return its settings, without those that the space's networks don't depend on
     */
    public static ObjectNode shown(NetworkSpace space, Record recipe) {
        ObjectNode settings = (ObjectNode) ResultJson.settings(recipe);
        return space.usesChannelsAndCells() ? settings : settings.remove(SIZES);
    }

    /**
     * A recipe with the size of the network that a job declares.
     *
     * @param recipe with components {@code channels} and {@code cells}
     * @param size as declared; of what it leaves open the recipe's stays
     * @param <T> type of the recipe
     * @return the recipe in force
     * @throws JobException where the declared size won't do
     */
    public static <T extends Record> T sized(T recipe, NetworkSize size) {
        Map<String, String> declared = new LinkedHashMap<>();
        put(declared, "channels", size.channels());
        put(declared, "cells", size.cells());
        return Settings.override("network", "recipe", recipe, declared);
    }

    private static void put(Map<String, String> declared, String name, Integer value) {
        if (value == null) {
            return;
        }
        if (value < 1) {
            throw new JobException("network." + name, "must be at least 1, got " + value);
        }
        declared.put(name, String.valueOf(value));
    }

    /**
     * The skeleton.
     *
     * @param channels of the first stage, at least 1
     * @param cells number of cells, at least 1
     * @param dataset gives images and classes
     * @param auxiliary whether there is an auxiliary head
     * @return the skeleton
     */
    public static Skeleton of(int channels, int cells, Dataset dataset, boolean auxiliary) {
        return new Skeleton(
                channels, cells, dataset.classes().size(), dataset.train().shape(), auxiliary);
    }

    /**
     * The skeleton of a supernet, found to fit its space.
     *
     * @param space whose paths it holds; one that builds its networks whole has no channels and cells
     * @param channels of the first stage, at least 1
     * @param cells number of cells, at least 1
     * @param dataset gives images and classes
     * @param seed of the path that is tried
     * @param field of the job that sets the channels
     * @return the skeleton
     * @throws JobException where images or channels don't fit
     */
    public static Skeleton ofSupernet(
            NetworkSpace space, int channels, int cells, Dataset dataset, long seed, String field) {
        Skeleton skeleton = of(channels, cells, dataset, false);
        if (!space.usesChannelsAndCells()) {
            return Skeleton.of(skeleton.image(), skeleton.classes());
        }
        try {
            space.supernetPath(SupernetPlan.randomArchitecture(space, seed, "path.0"), skeleton);
        } catch (ImageSizeException e) {
            throw wrongSize(e);
        } catch (IllegalArgumentException e) {
            throw new JobException(field, e.getMessage());
        }
        return skeleton;
    }

    /**
     * What to tell a user whose images don't fit.
     *
     * @param e says which sizes do
     * @return to be thrown
     */
    public static JobException wrongSize(ImageSizeException e) {
        return new JobException("dataset.imageSize", e.getMessage() + "; set an image size that is one");
    }
}
