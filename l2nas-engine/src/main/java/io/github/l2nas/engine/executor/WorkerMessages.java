package io.github.l2nas.engine.executor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.SearchSpace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What an engine and its workers tell each other, a line of JSON each. */
public final class WorkerMessages {

    /** What a worker's lines begin with; what else it prints is no message. */
    private static final String MARK = "l2nas-worker ";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private WorkerMessages() {}

    /**
     * A trial to run.
     *
     * @param architecture notation
     * @param seed of all its randomness
     * @param fidelity in (0, 1]
     * @param directory for its files
     */
    private record Request(String architecture, long seed, double fidelity, String directory) {}

    /**
     * What a worker says.
     *
     * @param ready true once, when it can begin
     * @param done true where a task is done
     * @param accuracy of a trial with a score
     * @param metrics of a trial with a score
     * @param failure why a trial failed
     * @param ending true where the worker ends with this trial
     * @param parameter of a problem that ends the search; null where no parameter is to blame
     * @param problem that ends the search
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reply(
            Boolean ready,
            Boolean done,
            Double accuracy,
            Map<String, Double> metrics,
            String failure,
            Boolean ending,
            String parameter,
            String problem) {

        static Reply whenReady() {
            return new Reply(true, null, null, null, null, null, null, null);
        }

        static Reply whenDone() {
            return new Reply(null, true, null, null, null, null, null, null);
        }

        static Reply of(TrialOutcome outcome) {
            return outcome.score() == null
                    ? failed(outcome.failure())
                    : new Reply(
                            null,
                            null,
                            outcome.score().accuracy(),
                            outcome.score().metrics(),
                            null,
                            null,
                            null,
                            null);
        }

        static Reply failed(String failure) {
            return new Reply(null, null, null, null, failure, null, null, null);
        }

        static Reply lastOfWorker(String failure) {
            return new Reply(null, null, null, null, failure, true, null, null);
        }

        static Reply of(JobException problem) {
            return new Reply(null, null, null, null, null, null, problem.parameter(), problem.getMessage());
        }

        /**
         * The outcome that it tells.
         *
         * @throws JobException where it tells of a problem
         */
        TrialOutcome outcome() {
            if (problem != null) {
                throw new JobException(parameter, problem);
            }
            return accuracy == null ? TrialOutcome.failed(failure) : TrialOutcome.scored(new Score(accuracy, metrics));
        }

        /**
         * Insists on a task that is done.
         *
         * @throws JobException where it is not
         */
        void requireDone(String task) {
            if (done == null) {
                throw new JobException(
                        parameter(), problem == null ? "the task '" + task + "' failed: " + failure : problem);
            }
        }
    }

    /**
     * A line that asks for a trial.
     *
     * @param candidate what is to be scored
     * @return text without a line end
     */
    public static String request(Candidate candidate) {
        return text(new Request(
                candidate.architecture().notation(),
                candidate.seed(),
                candidate.fidelity(),
                candidate.directory().toString()));
    }

    /** The candidate of a line. */
    static Candidate candidate(String line, SearchSpace space) {
        try {
            Request request = MAPPER.readValue(line, Request.class);
            return new Candidate(
                    space.parse(request.architecture()),
                    request.seed(),
                    request.fidelity(),
                    Path.of(request.directory()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a request: " + line, e);
        }
    }

    /**
     * A line that tells how a trial ended.
     *
     * @param outcome of the trial
     * @return text without a line end
     */
    public static String answer(TrialOutcome outcome) {
        return line(Reply.of(outcome));
    }

    /**
     * A line that tells why nothing can be scored.
     *
     * @param problem that ends the search
     * @return text without a line end
     */
    public static String answer(JobException problem) {
        return line(Reply.of(problem));
    }

    /**
     * What a line tells.
     *
     * @param answer of {@link #answer}
     * @return how the trial ended
     * @throws JobException where nothing can be scored
     */
    public static TrialOutcome outcome(String answer) {
        return reply(answer)
                .orElseThrow(() -> new IllegalStateException("not an answer: " + answer))
                .outcome();
    }

    /**
     * A line that tells that a task is done.
     *
     * @return text without a line end
     */
    public static String answerDone() {
        return line(Reply.whenDone());
    }

    /**
     * Insists on a line that tells that a task is done.
     *
     * @param answer of {@link #answerDone} or {@link #answer(JobException)}
     * @param task its name
     * @throws JobException where it is not done
     */
    public static void requireDone(String answer, String task) {
        reply(answer)
                .orElseThrow(() -> new IllegalStateException("not an answer: " + answer))
                .requireDone(task);
    }

    static String line(Reply reply) {
        return MARK + text(reply);
    }

    /** The reply of a line; empty where it is something that the evaluator printed. */
    static Optional<Reply> reply(String line) {
        if (!line.startsWith(MARK)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(line.substring(MARK.length()), Reply.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String text(Object message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
