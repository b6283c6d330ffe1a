package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains an architecture from scratch, several times, and tests it.
 *
 * @param space the search space
 * @param architecture {@code architecture.json} of a search; null where {@code notation} is given
 * @param notation the architecture in any notation of its space; null where {@code architecture} is given
 * @param dataset images, with a test part
 * @param network size of the network
 * @param preset name of the training recipe to start from; null for the space's own
 * @param settings of the recipe that differ from the preset, by their names; values as text
 * @param seed seed of the first run; the next runs take the next seeds
 * @param runs how often the architecture is trained, at least 1
 * @param randomArchitectures how many random architectures are trained with the same recipe for comparison; 0 for none
 * @param top that the best architectures of the search are trained, too; null for the answer alone
 * @param minAccuracy mean test accuracy in (0, 1] below which the job fails; null for none
 * @param quantization {@code int8} for a quantized model beside the others; null for none
 * @param latency that the latency of the network is measured at the end; null for not
 * @param compute what the network runs on
 * @param executor where the trainings run; null for {@link #LOCAL}
 * @param timeBudget time this run may take before it stops cleanly and leaves the rest to the next; null for none
 * @param outputDirectory absolute directory for everything the job writes
 * @param outputTimestamp ISO 8601 instant that archive entries carry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluateJob(
        Part space,
        InputFile architecture,
        String notation,
        DatasetInput dataset,
        NetworkSize network,
        String preset,
        Map<String, String> settings,
        long seed,
        int runs,
        int randomArchitectures,
        Top top,
        Double minAccuracy,
        String quantization,
        LatencyCheck latency,
        Compute compute,
        Part executor,
        Duration timeBudget,
        Path outputDirectory,
        String outputTimestamp)
        implements Job {

    /**
     * The best architectures of a search, each trained once with the same recipe and the seed of the first run.
     *
     * @param architectures how many, the evaluated one among them; at least 2
     * @param history {@code history.csv} of the search
     */
    public record Top(int architectures, InputFile history) {}

    public EvaluateJob {
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
    public EvaluateJob withCompute(Compute on) {
        return new EvaluateJob(
                space,
                architecture,
                notation,
                dataset,
                network,
                preset,
                settings,
                seed,
                runs,
                randomArchitectures,
                top,
                minAccuracy,
                quantization,
                latency,
                on,
                executor,
                timeBudget,
                outputDirectory,
                outputTimestamp);
    }

    @Override
    public List<InputFile> inputFiles() {
        List<InputFile> files = new ArrayList<>(Job.super.inputFiles());
        if (architecture != null) {
            files.add(architecture);
        }
        if (top != null) {
            files.add(top.history());
        }
        files.add(dataset.files());
        return files;
    }
}
