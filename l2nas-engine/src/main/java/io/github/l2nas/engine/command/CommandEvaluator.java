package io.github.l2nas.engine.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.fidelity.Fidelity;
import io.github.l2nas.api.fidelity.FidelityRange;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.StartedPrograms;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.text.Decimals;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Scores each architecture by running a program. It is given the architecture in its arguments and as a JSON object on
 * standard input: {@code space}, {@code architecture}, {@code identity}, {@code choices} (a column per row, -1 for none),
 * for a space that is made of choices {@code values} (by their names, those that count), {@code seed}, {@code fidelity}, {@code directory} and {@code metric}. In a search with fidelities the amount stands there and among the
 * placeholders under the name of its unit, for example {@code epochs}. It answers with a JSON object of metrics. What it
 * prints is kept in the trial's directory, as {@code stdout.txt} and {@code stderr.txt}.
 */
final class CommandEvaluator implements Evaluator {

    static final String OUTPUT = "stdout.txt";
    static final String ERRORS = "stderr.txt";

    private static final long LARGEST_RESULT = 1 << 20;
    private static final int QUOTED_LINES = 10;
    private static final int KILLED = 137;

    /** Names under which a program is told something in any search. */
    private static final Set<String> TAKEN =
            Set.of("architecture", "choices", "directory", "fidelity", "identity", "metric", "seed", "space", "values");

    /** A seed for any program: some take no negative ones, some none above 2^31 - 1. */
    private static final int SEED_SHIFT = 33;

    private final EvaluatorContext context;
    private final CommandSettings settings;
    private final CommandLine line;
    private final Answer answer;

    /**
     * @param context space, metric and inputs
     * @param settings with a command
     * @throws JobException where a placeholder is unknown
     */
    CommandEvaluator(EvaluatorContext context, CommandSettings settings) {
        this.context = context;
        this.settings = settings;
        answer = new Answer(context.metric(), settings.percent());
        Set<String> known = new HashSet<>(Set.of("architecture", "identity", "seed", "fidelity", "directory"));
        context.fidelities().ifPresent(declared -> {
            if (TAKEN.contains(declared.unit())) {
                throw new JobException(
                        "fidelities",
                        "a command is told something else under the name " + declared.unit()
                                + "; count in another unit, for example epochs");
            }
            known.add(declared.unit());
        });
        context.inputs().keySet().forEach(role -> known.add(CommandLine.INPUT + role));
        NamedChoices.names(context.space()).forEach(name -> known.add(CommandLine.CHOICE + name));
        line = new CommandLine(settings.arguments(), known);
    }

    /**
     * Runs the program.
     *
     * @throws TrialFailedException where it ends with another exit status than 0, takes too long, or gives no answer or a wrong
     *     one; quotes its last lines
     * @throws JobException where it can't be started
     */
    @Override
    public Score evaluate(Candidate candidate) {
        Path directory = candidate.directory();
        AtomicFile.createDirectory(directory, "outputDirectory");
        forgetEarlierAnswer(directory);
        ProgramRun.Plan plan = new ProgramRun.Plan(
                line.fill(placeholders(candidate)),
                settings.directory(context.directory()),
                settings.variables(),
                settings.limit(),
                new StartedPrograms(context.directory()));
        ProgramRun run = plan.run(input(candidate), directory.resolve(OUTPUT), directory.resolve(ERRORS));
        try {
            return score(run, directory);
        } catch (TrialFailedException e) {
            throw new TrialFailedException("the command failed: " + e.getMessage() + lastOutput(run, directory), e);
        }
    }

    /**
     * What scores depend on in a search with fidelities.
     *
     * @param command as in any search
     * @param full the highest fidelity
     */
    private record FidelitySettings(@JsonUnwrapped CommandSettings command, String full) {}

    /** All but the time limit, so that scores outlive another limit. */
    @Override
    public Optional<Record> settings() {
        CommandSettings command = settings.ofScores();
        return context.fidelities().isEmpty()
                ? Optional.of(command)
                : context.fidelities()
                        .map(declared ->
                                new FidelitySettings(command, Fidelity.text(declared.full()) + " " + declared.unit()));
    }

    /** Those that were declared. */
    @Override
    public Optional<FidelityRange> fidelities() {
        return context.fidelities().map(declared -> new FidelityRange(declared.unit(), 0, declared.full(), false));
    }

    @Override
    public boolean usesSeed() {
        return settings.usesSeed();
    }

    @Override
    public boolean usesCompute() {
        return false;
    }

    private Score score(ProgramRun run, Path directory) {
        if (run.status().isEmpty()) {
            throw new TrialFailedException("it was ended after "
                    + settings.limit().orElseThrow() + ", its timeout, together with all that it had started");
        }
        int status = run.status().getAsInt();
        if (status != 0) {
            throw new TrialFailedException("its exit status is " + status
                    + (status == KILLED ? ": it was killed, perhaps for lack of memory" : ""));
        }
        if (settings.resultFile() != null) {
            return answer.read(result(directory), settings.resultFile());
        }
        return answer.read(
                run.output()
                        .lastLine()
                        .orElseThrow(() -> new TrialFailedException(
                                "it must print a JSON object with its metrics as its last line, of at most "
                                        + BoundedOutput.TAIL + " bytes")),
                "the last line of its output");
    }

    private Path resultFile(Path directory) {
        return directory.resolve(settings.resultFile());
    }

    /** A program that was killed may have left one; it is not the answer of the next. */
    private void forgetEarlierAnswer(Path directory) {
        if (settings.resultFile() == null) {
            return;
        }
        try {
            Files.deleteIfExists(resultFile(directory));
        } catch (IOException e) {
            throw new JobException(
                    "outputDirectory", "can't delete " + resultFile(directory) + ": " + AtomicFile.reason(e));
        }
    }

    private String result(Path directory) {
        Path file = resultFile(directory);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new TrialFailedException("it did not write " + settings.resultFile() + " in its directory");
            }
            if (!file.toRealPath().startsWith(directory.toRealPath()) || !Files.isRegularFile(file)) {
                throw new TrialFailedException(settings.resultFile() + " is no file in its directory");
            }
            if (Files.size(file) > LARGEST_RESULT) {
                throw new TrialFailedException(settings.resultFile() + " is larger than " + LARGEST_RESULT + " bytes");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new TrialFailedException(settings.resultFile() + " can't be read: " + AtomicFile.reason(e), e);
        }
    }

    private static String lastOutput(ProgramRun run, Path directory) {
        List<String> lines = run.errors().lastLines(QUOTED_LINES);
        String file = ERRORS;
        if (lines.isEmpty()) {
            lines = run.output().lastLines(QUOTED_LINES);
            file = OUTPUT;
        }
        if (lines.isEmpty()) {
            return ". It printed nothing";
        }
        return ". Its last output, kept in " + directory.resolve(file) + ":\n    " + String.join("\n    ", lines);
    }

    private Map<String, String> placeholders(Candidate candidate) {
        Map<String, String> values = new TreeMap<>();
        values.put("architecture", candidate.architecture().notation());
        values.put("identity", candidate.architecture().identity());
        values.put("seed", String.valueOf(seed(candidate)));
        values.put("fidelity", Decimals.shortest(candidate.fidelity()).toPlainString());
        values.put("directory", candidate.directory().toString());
        context.fidelities().ifPresent(declared -> values.put(declared.unit(), amount(declared, candidate)));
        NamedChoices.names(context.space()).forEach(name -> values.put(CommandLine.CHOICE + name, ""));
        NamedChoices.of(candidate.architecture())
                .forEach((name, value) -> values.put(CommandLine.CHOICE + name, value));
        context.inputs().forEach((role, input) -> values.put(CommandLine.INPUT + role, absolute(input)));
        return values;
    }

    private static String absolute(InputFile input) {
        return input.file().toAbsolutePath().toString();
    }

    private static String amount(Fidelities declared, Candidate candidate) {
        return Fidelity.text(declared.at(candidate.fidelity()).amount());
    }

    private static long seed(Candidate candidate) {
        return candidate.seed() >>> SEED_SHIFT;
    }

    private byte[] input(Candidate candidate) {
        ObjectNode root = ResultJson.object();
        root.put("space", context.space().name());
        root.put("architecture", candidate.architecture().notation());
        root.put("identity", candidate.architecture().identity());
        for (int column : candidate.architecture().choices()) {
            root.withArray("choices").add(column);
        }
        if (!NamedChoices.names(context.space()).isEmpty()) {
            root.set("values", NamedChoices.json(context.space(), candidate.architecture()));
        }
        root.put("seed", seed(candidate));
        root.put("fidelity", candidate.fidelity());
        context.fidelities()
                .ifPresent(declared -> root.put(declared.unit(), new BigDecimal(amount(declared, candidate))));
        root.put("directory", candidate.directory().toString());
        root.put("metric", context.metric());
        return (root + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
