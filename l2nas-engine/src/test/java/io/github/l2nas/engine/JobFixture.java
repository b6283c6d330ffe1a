package io.github.l2nas.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.EvaluateSubnetJob;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.MeasureLatencyJob;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.engine.evaluation.EvaluationRunner;
import io.github.l2nas.engine.evaluation.SubnetEvaluationRunner;
import io.github.l2nas.engine.latency.LatencyRunner;
import io.github.l2nas.engine.search.SearchRunner;
import io.github.l2nas.engine.supernet.SupernetRunner;
import io.github.l2nas.engine.training.DigitImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.io.TempDir;

/** For tests of whole jobs: a directory, a data set in it, what the jobs tell, and what they leave behind. */
public abstract class JobFixture {

    @TempDir
    protected Path directory;

    /** What the jobs have told so far. */
    protected final List<JobEvent> events = new ArrayList<>();

    /** Images of three classes, once they are written. */
    protected DatasetInput dataset;

    protected final void writeImages(int count) throws IOException {
        dataset = DigitImages.write(directory.resolve("digits.csv"), count);
    }

    protected final Path out(String name) {
        return directory.resolve(name);
    }

    protected final JobEvent.Result run(Job job) throws IOException {
        return run(job, System::nanoTime);
    }

    /**
     * Runs a job in this process.
     *
     * @param job the job
     * @param clock what the job takes for the time, in nanoseconds
     * @return its result
     */
    protected final JobEvent.Result run(Job job, LongSupplier clock) throws IOException {
        Files.createDirectories(job.outputDirectory());
        if (job instanceof SearchJob search) {
            new SearchRunner(search, events::add, clock).run();
        } else if (job instanceof TrainSupernetJob training) {
            new SupernetRunner(training, events::add, clock).run();
        } else if (job instanceof EvaluateJob evaluation) {
            new EvaluationRunner(evaluation, events::add, clock).run();
        } else if (job instanceof EvaluateSubnetJob evaluation) {
            new SubnetEvaluationRunner(evaluation, events::add, clock).run();
        } else if (job instanceof MeasureLatencyJob latency) {
            new LatencyRunner(latency, events::add, clock).run();
        } else {
            throw new IllegalArgumentException(String.valueOf(job));
        }
        return (JobEvent.Result) events.get(events.size() - 1);
    }

    /**
     * A JSON file that a job has written.
     *
     * @param file below the directory
     * @return its root
     */
    protected final JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(directory.resolve(file).toFile());
    }

    /** The warnings among what the jobs have told. */
    protected final List<String> warnings() {
        return events.stream()
                .filter(JobEvent.Note.class::isInstance)
                .map(JobEvent.Note.class::cast)
                .filter(JobEvent.Note::warning)
                .map(JobEvent.Note::message)
                .toList();
    }
}
