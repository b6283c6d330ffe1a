package io.github.l2nas.maven;

import io.github.l2nas.api.job.CheckJob;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.maven.fork.EngineCrashException;
import io.github.l2nas.maven.fork.EngineListener;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.ParameterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Has the engine check a job and those that come later in the build, before the job is done. */
final class EarlyCheck {

    private static final Pattern FIELD = Pattern.compile("jobs\\[(\\d+)\\](?:\\.(.*))?");

    private final List<LaterGoals.Later> later;

    /**
     * @param later jobs to come; may be none
     */
    EarlyCheck(List<LaterGoals.Later> later) {
        this.later = List.copyOf(later);
    }

    /**
     * Checks.
     *
     * @param job that is to be done now
     * @param engine does the work
     * @param listener hears of doubts
     * @throws ParameterException where a later job can't be done as it is declared; a mistake in the first is left to that
     *     job's own run
     * @throws EngineCrashException where the engine ended without an answer
     * @throws IOException where it can't be started
     * @throws InterruptedException where Maven wants to end
     */
    void run(Job job, ForkedEngine engine, EngineListener listener)
            throws EngineCrashException, IOException, InterruptedException {
        if (later.isEmpty()) {
            return;
        }
        List<Job> jobs = Stream.concat(Stream.of(job), later.stream().map(LaterGoals.Later::job))
                .toList();
        Files.createDirectories(job.outputDirectory());
        Path file = job.outputDirectory().resolve("check.json");
        Files.writeString(file, JobJson.write(new CheckJob(new ArrayList<>(jobs), job.outputDirectory())));
        if (engine.run(file, listener) instanceof JobEvent.Failure failure) {
            report(failure);
        }
        Files.deleteIfExists(file);
    }

    private void report(JobEvent.Failure failure) {
        Matcher field = FIELD.matcher(failure.parameter() == null ? "" : failure.parameter());
        if (!field.matches()) {
            throw new ParameterException(failure.message());
        }
        int index = Integer.parseInt(field.group(1));
        if (index == 0) {
            return;
        }
        LaterGoals.Later goal = later.get(index - 1);
        if (field.group(2) == null) {
            throw LaterGoals.ofLater(goal.goal(), failure.message());
        }
        GoalParameter parameter = goal.mojo().parameterOf(field.group(2));
        throw LaterGoals.ofLater(goal.goal(), parameter.wrong(failure.message()).getMessage());
    }
}
