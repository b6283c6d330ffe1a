package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains a weight-sharing supernet.
 *
 * @param space the search space
 * @param dataset images; half of the training part trains, half validates
 * @param network size of the supernet
 * @param preset name of the training recipe to start from; null for the space's own
 * @param settings of the recipe that differ from the preset, by their names; values as text
 * @param seed seed of the initial weights, the split, the paths and the augmentation
 * @param compute what the network runs on
 * @param executor where the replicas train; null for {@link #LOCAL}
 * @param timeBudget time this run may take before it stops cleanly and leaves the rest to the next; null for none
 * @param outputDirectory absolute directory for everything the job writes
 * @param outputTimestamp ISO 8601 instant that archive entries carry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainSupernetJob(
        Part space,
        DatasetInput dataset,
        NetworkSize network,
        String preset,
        Map<String, String> settings,
        long seed,
        Compute compute,
        Part executor,
        Duration timeBudget,
        Path outputDirectory,
        String outputTimestamp)
        implements Job {
    public TrainSupernetJob {
        network = network == null ? new NetworkSize(null, null) : network;
        settings = settings == null ? Map.of() : new TreeMap<>(settings);
        compute = compute == null ? new Compute(null, null) : compute;
        executor = executor == null ? LOCAL : executor;
    }

    /**
     * The same job on something else.
     *
     * @param on what its networks run on
     * @return a copy
     */
    public TrainSupernetJob withCompute(Compute on) {
        return new TrainSupernetJob(
                space,
                dataset,
                network,
                preset,
                settings,
                seed,
                on,
                executor,
                timeBudget,
                outputDirectory,
                outputTimestamp);
    }

    @Override
    public List<InputFile> inputFiles() {
        List<InputFile> files = new ArrayList<>(Job.super.inputFiles());
        files.add(dataset.files());
        return files;
    }
}
