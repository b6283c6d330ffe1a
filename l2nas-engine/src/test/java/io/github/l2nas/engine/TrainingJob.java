package io.github.l2nas.engine;

import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.TrainSupernetJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What jobs that train networks have in common: each call says one thing more, the rest has defaults. The last
 * one says what is trained.
 */
public record TrainingJob(
        String space,
        DatasetInput dataset,
        NetworkSize network,
        Map<String, String> settings,
        long seed,
        Part executor,
        Duration timeBudget,
        String quantization,
        Path output) {

    /** Networks of the usual size and recipe, with seed 1 and as much time as they need. */
    public static TrainingJob of(String space, DatasetInput dataset, Path output) {
        return new TrainingJob(space, dataset, null, Map.of(), 1, null, null, null, output);
    }

    public TrainingJob network(NetworkSize size) {
        return new TrainingJob(space, dataset, size, settings, seed, executor, timeBudget, quantization, output);
    }

    public TrainingJob settings(Map<String, String> differing) {
        return new TrainingJob(space, dataset, network, differing, seed, executor, timeBudget, quantization, output);
    }

    public TrainingJob seed(long number) {
        return new TrainingJob(space, dataset, network, settings, number, executor, timeBudget, quantization, output);
    }

    public TrainingJob executor(Part where) {
        return new TrainingJob(space, dataset, network, settings, seed, where, timeBudget, quantization, output);
    }

    public TrainingJob timeBudget(Duration time) {
        return new TrainingJob(space, dataset, network, settings, seed, executor, time, quantization, output);
    }

    public TrainingJob quantization(String type) {
        return new TrainingJob(space, dataset, network, settings, seed, executor, timeBudget, type, output);
    }

    public TrainSupernetJob ofSupernet() {
        return new TrainSupernetJob(
                Part.named(space),
                dataset,
                network,
                null,
                settings,
                seed,
                Jobs.ONE_THREAD,
                executor,
                timeBudget,
                output,
                Jobs.TIMESTAMP);
    }

    /** Of an architecture.json, once, with none to compare with. */
    public EvaluateJob ofArchitecture(Path file) {
        return ofArchitecture(file, 1, 0, null);
    }

    public EvaluateJob ofArchitecture(Path file, int runs, int randomArchitectures, Double minAccuracy) {
        return evaluation(Jobs.input(file), null, runs, randomArchitectures, null, minAccuracy);
    }

    public EvaluateJob ofArchitecture(String notation, int runs, int randomArchitectures, Double minAccuracy) {
        return evaluation(null, notation, runs, randomArchitectures, null, minAccuracy);
    }

    /** Of what a search has found, and the next best of its history. */
    public EvaluateJob ofTop(Path search, int runs, int architectures) {
        return evaluation(
                Jobs.input(search.resolve("architecture.json")),
                null,
                runs,
                0,
                new EvaluateJob.Top(architectures, Jobs.input(search.resolve("history.csv"))),
                null);
    }

    /** Of what another job is still to find. */
    public EvaluateJob ofWhatIsFound() {
        return evaluation(null, null, 1, 0, null, null);
    }

    private EvaluateJob evaluation(
            InputFile architecture,
            String notation,
            int runs,
            int randomArchitectures,
            EvaluateJob.Top top,
            Double minAccuracy) {
        return new EvaluateJob(
                Part.named(space),
                architecture,
                notation,
                dataset,
                network,
                null,
                settings,
                seed,
                runs,
                randomArchitectures,
                top,
                minAccuracy,
                quantization,
                null,
                Jobs.ONE_THREAD,
                executor,
                timeBudget,
                output,
                Jobs.TIMESTAMP);
    }
}
