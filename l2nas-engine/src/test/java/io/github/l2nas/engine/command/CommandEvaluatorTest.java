package io.github.l2nas.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.fidelity.FidelityRange;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs are {@code sh} scripts here. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs of this test are sh scripts")
class CommandEvaluatorTest {

    private static final String ALL_THAT_COUNT = "op1=conv,width=16";
    private static final SearchSpace CHOICES = new ChoiceSpace(
            "layers",
            Choice.of("op1", "conv", "none"),
            Choice.of("width", 8, 16).when("op1", "conv"));

    @TempDir
    Path directory;

    private Path output;
    private Path trial;

    @BeforeEach
    void makeDirectories() throws IOException {
        output = Files.createDirectories(directory.resolve("out"));
        trial = output.resolve("trials/1");
    }

    @Test
    void theLastLineOfTheOutputIsTheAnswer() {
        Score score = score("echo training; echo '{\"accuracy\": 0.875, \"size\": 12}'; echo");
        assertThat(score.accuracy()).isEqualTo(0.875);
        assertThat(score.metrics()).containsExactly(Map.entry("size", 12.0));
    }

    @Test
    void theProgramIsToldOfTheArchitectureOnStandardInput() throws IOException {
        score("cat > \"$1/seen.json\"; echo '{\"accuracy\": 1}'", "{directory}");
        JsonNode seen = new ObjectMapper().readTree(trial.resolve("seen.json").toFile());
        assertThat(seen.get("space").asText()).isEqualTo("layers");
        assertThat(seen.get("architecture").asText()).isEqualTo(ALL_THAT_COUNT);
        assertThat(seen.get("choices").toString()).isEqualTo("[0,1]");
        assertThat(seen.get("values").toString()).isEqualTo("{\"op1\":\"conv\",\"width\":16}");
        assertThat(seen.get("fidelity").asDouble()).isEqualTo(0.5);
        assertThat(seen.get("directory").asText()).isEqualTo(trial.toString());
        assertThat(seen.get("metric").asText()).isEqualTo("accuracy");
    }

    @Test
    void theAmountOfAFidelityHasTheNameOfItsUnit() throws IOException {
        CommandSettings command =
                settings(shell("cat > \"$2/seen.json\"; echo \"{\\\"accuracy\\\": 0.$1}\"", "{epochs}", "{directory}"));
        Evaluator evaluator = new CommandEvaluator(fidelities("3 epochs", "6 epochs"), command);
        assertThat(evaluator.evaluate(candidate(CHOICES.parse(ALL_THAT_COUNT))).accuracy())
                .isEqualTo(0.3);
        JsonNode seen = new ObjectMapper().readTree(trial.resolve("seen.json").toFile());
        assertThat(seen.get("epochs").asInt()).isEqualTo(3);
        assertThat(evaluator.fidelities()).contains(new FidelityRange("epochs", 0, 6, false));
        assertThat(evaluator.settings())
                .isNotEqualTo(new CommandEvaluator(fidelities("3 epochs", "9 epochs"), command).settings());
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> new CommandEvaluator(fidelities("1 values"), command))
                .withMessageContaining("told something else under the name values");
    }

    private EvaluatorContext fidelities(String... levels) {
        EvaluatorContext context = context(CHOICES, Map.of());
        return new EvaluatorContext(
                context.space(),
                context.metric(),
                context.inputs(),
                context.dataset(),
                context.network(),
                context.compute(),
                Optional.of(Fidelities.of(List.of(levels), null)),
                context.directory(),
                context.timeUp(),
                context.notes());
    }

    @ParameterizedTest
    @CsvSource({"-1, 2147483647", "8589934592, 1", "7, 0"})
    void seedsAreThirtyOneBitsSoThatEveryProgramTakesThem(long seed, String expected) throws IOException {
        Evaluator evaluator = evaluator(
                CHOICES,
                settings(shell("echo \"$1\" > \"$2/seed\"; echo '{\"accuracy\": 1}'", "{seed}", "{directory}")));
        evaluator.evaluate(new Candidate(CHOICES.parse(ALL_THAT_COUNT), seed, 1, trial));
        assertThat(trial.resolve("seed")).hasContent(expected);
    }

    @Test
    void placeholdersStandForTheArchitectureAndItsChoices() throws IOException {
        score(
                "printf '%s\\n' \"$@\" > arguments; echo '{\"accuracy\": 1}'",
                "a={architecture}", "{choice:op1}", "w{choice:width}", "{fidelity}", "{{seed}}", "{\"json\": {}}");
        assertThat(output.resolve("arguments"))
                .hasContent("a=" + ALL_THAT_COUNT + "\nconv\nw16\n0.5\n{seed}\n{\"json\": {}}\n");
    }

    @Test
    void aChoiceThatDoesNotCountIsAnEmptyText() throws IOException {
        Evaluator evaluator =
                evaluator(CHOICES, settings(shell("echo \"[$1]\" > w; echo '{\"accuracy\": 1}'", "{choice:width}")));
        evaluator.evaluate(candidate(CHOICES.parse("op1=none")));
        assertThat(output.resolve("w")).hasContent("[]");
    }

    @Test
    void inputsAreFoundByTheirRoles() throws IOException {
        Path script = Files.writeString(directory.resolve("score me.sh"), "echo '{\"accuracy\": 0.25}'");
        InputFile input = new InputFile("score me.sh", script, "0".repeat(64));
        EvaluatorContext context = context(CHOICES, Map.of("script", input));
        Evaluator evaluator = new CommandEvaluator(context, settings("[\"sh\",\"{input:script}\"]"));
        assertThat(evaluator.evaluate(candidate(CHOICES.parse(ALL_THAT_COUNT))).accuracy())
                .isEqualTo(0.25);
    }

    @Test
    void noShellReadsTheArguments() {
        Score score =
                score("[ \"$1\" = '$(touch hacked); `id`' ] && echo '{\"accuracy\": 0.5}'", "$(touch hacked); `id`");
        assertThat(score.accuracy()).isEqualTo(0.5);
        assertThat(output.resolve("hacked")).doesNotExist();
    }

    @Test
    void anUnknownPlaceholderIsRefusedAtTheStartWithTheListOfKnownOnes() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> evaluator(CHOICES, settings("[\"score\",\"--of={arch}\"]")))
                .withMessageContaining("--of={arch}")
                .withMessageContaining(
                        "[{architecture}, {choice:op1}, {choice:width}, {directory}, {fidelity}, {identity}, {seed}]")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.settings.command"));
    }

    @Test
    void aProgramThatIsNotThereEndsTheSearchAtOnce() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> evaluator(CHOICES, settings("[\"no-such-program\"]"))
                        .evaluate(candidate(CHOICES.parse(ALL_THAT_COUNT))))
                .withMessageContaining("can't start 'no-such-program'")
                .withMessageContaining("PATH")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.settings.command"));
    }

    @Test
    void aProgramNamedByARelativePathLiesInTheWorkingDirectory() throws IOException {
        Path script = Files.writeString(output.resolve("score.sh"), "#!/bin/sh\necho '{\"accuracy\": 0.75}'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(evaluator(CHOICES, settings("[\"./score.sh\"]"))
                        .evaluate(candidate(CHOICES.parse(ALL_THAT_COUNT)))
                        .accuracy())
                .isEqualTo(0.75);
    }

    @Test
    void theEnvironmentOfTheSettingsIsAddedToTheInheritedOne() {
        CommandSettings settings = new CommandSettings(
                shell("[ -n \"$PATH\" ] && echo \"{\\\"accuracy\\\": $SCORE}\""),
                "{\"SCORE\":\"0.125\"}",
                output.toString(),
                null,
                null,
                false,
                true);
        assertThat(evaluator(CHOICES, settings)
                        .evaluate(candidate(CHOICES.parse(ALL_THAT_COUNT)))
                        .accuracy())
                .isEqualTo(0.125);
    }

    @Test
    void percentIsReadAsFractionExactly() {
        CommandSettings settings = new CommandSettings(
                shell("echo '{\"accuracy\": 94.373}'"), null, output.toString(), null, null, true, true);
        assertThat(evaluator(CHOICES, settings)
                        .evaluate(candidate(CHOICES.parse(ALL_THAT_COUNT)))
                        .accuracy())
                .isEqualTo(0.94373);
    }

    @Test
    void moreOutputThanAPipeHoldsBlocksNobodyAndItsMiddleIsLeftOut() throws IOException {
        Score score =
                score("yes begin | head -c 3000000; echo; echo '{\"accuracy\": 0.5}'; yes error | head -c 3000000 >&2");
        assertThat(score.accuracy()).isEqualTo(0.5);
        assertThat(trial.resolve("stdout.txt"))
                .content()
                .startsWith("begin\nbegin\n")
                .contains(" bytes are left out here]");
        assertThat(Files.size(trial.resolve("stdout.txt")))
                .isBetween(
                        (long) BoundedOutput.HEAD + BoundedOutput.TAIL, BoundedOutput.HEAD + BoundedOutput.TAIL + 100L);
        assertThat(Files.readString(trial.resolve("stdout.txt"))).endsWith("begin\n\n{\"accuracy\": 0.5}\n");
    }

    @Test
    void aProgramThatDoesNotReadItsInputIsNoFailure() {
        assertThat(score("exec 0<&-; echo '{\"accuracy\": 0.5}'").accuracy()).isEqualTo(0.5);
    }

    @Test
    void anExitStatusOtherThanZeroFailsTheTrialWithTheLastLines() {
        failure("echo '{\"accuracy\": 0.9}'; printf 'first\\nout of \\033[31mmemory\\n' >&2; exit 3")
                .withMessageContaining("its exit status is 3")
                .withMessageContaining(trial.resolve("stderr.txt") + ":\n    first\n    out of ?[31mmemory");
    }

    @Test
    void aProgramThatHangsIsEndedWithAllThatItStarted() throws IOException {
        CommandSettings settings = new CommandSettings(
                shell("sh -c 'echo $$ > pid; while :; do sleep 600; done' & echo waiting; wait"),
                null,
                output.toString(),
                null,
                "PT1S",
                false,
                true);
        assertThatExceptionOfType(TrialFailedException.class)
                .isThrownBy(() -> evaluator(CHOICES, settings).evaluate(candidate(CHOICES.parse(ALL_THAT_COUNT))))
                .withMessageContaining("ended after PT1S")
                .withMessageEndingWith("waiting");
        long pid = Long.parseLong(Files.readString(output.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(handle -> handle.onExit().join());
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void anInterruptedSearchEndsItsProgram() throws Exception {
        Evaluator evaluator =
                evaluator(CHOICES, settings(shell("mkfifo started; echo $$ > pid; echo > started; sleep 600")));
        Thread[] searching = new Thread[1];
        Throwable[] thrown = new Throwable[1];
        searching[0] = new Thread(() -> {
            try {
                evaluator.evaluate(candidate(CHOICES.parse(ALL_THAT_COUNT)));
            } catch (CancellationException e) {
                thrown[0] = e;
            }
        });
        searching[0].start();
        while (!Files.exists(output.resolve("started"))) {
            Thread.onSpinWait();
        }
        Files.readString(output.resolve("started"));
        searching[0].interrupt();
        searching[0].join();
        assertThat(thrown[0]).hasMessageContaining("interrupted");
        long pid = Long.parseLong(Files.readString(output.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(handle -> handle.onExit().join());
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NaN is no number | {\"accuracy\": NaN} | metric 'accuracy' is not a finite number: \"NaN\"",
                "nor is infinity | {\"accuracy\": 0.5, \"loss\": 1e999} | metric 'loss' is not a finite number",
                "nor a text | {\"accuracy\": \"0.5\"} | metric 'accuracy' is not a finite number: \"0.5\"",
                "another metric | {\"top1\": 0.5} | has no metric 'accuracy'; it has [top1]",
                "percent unasked | {\"accuracy\": 93.5} | between 0 and 1, got 93.5; if that is percent, set percent",
                "negative | {\"accuracy\": -0.1} | must lie between 0 and 1, got -0.1",
                "no object | [0.5] | is no JSON object with metrics: [0.5]",
                "no JSON | accuracy 0.5 | is no JSON object with metrics",
                "two answers | {\"accuracy\": 0.5} {\"accuracy\": 0.6} | is no JSON object with metrics",
                "twice | {\"accuracy\": 0.5, \"accuracy\": 0.6} | Duplicate field 'accuracy'",
            })
    void aLyingProgramFailsItsTrial(String name, String answer, String reason) {
        assertThat(name).isNotEmpty();
        failure("echo '" + answer + "'").withMessageContaining(reason);
    }

    @Test
    void aProgramThatPrintsNothingFailsItsTrial() {
        failure("true").withMessageContaining("must print a JSON object").withMessageEndingWith("It printed nothing");
    }

    @Test
    void theAnswerMayBeInAFile() {
        Evaluator evaluator = evaluator(
                CHOICES,
                resultFile(
                        "result.json",
                        shell("echo '{\"accuracy\": 0.5}' > \"$1/result.json\"; echo done", "{directory}")));
        assertThat(evaluator.evaluate(candidate(CHOICES.parse(ALL_THAT_COUNT))).accuracy())
                .isEqualTo(0.5);
    }

    @Test
    void anAnswerThatAnEarlierRunLeftIsNotTheNextOnes() throws IOException {
        Files.createDirectories(trial);
        Files.writeString(trial.resolve("result.json"), "{\"accuracy\": 1}");
        assertThatExceptionOfType(TrialFailedException.class)
                .isThrownBy(() -> evaluator(CHOICES, resultFile("result.json", shell("true")))
                        .evaluate(candidate(CHOICES.parse(ALL_THAT_COUNT))))
                .withMessageContaining("it did not write result.json in its directory");
    }

    @Test
    void aLinkOutOfTheTrialsDirectoryIsNoAnswer() throws IOException {
        Files.writeString(directory.resolve("elsewhere.json"), "{\"accuracy\": 1}");
        assertThatExceptionOfType(TrialFailedException.class)
                .isThrownBy(() -> evaluator(
                                CHOICES,
                                resultFile(
                                        "result.json",
                                        shell(
                                                "ln -s \"$1/../../../elsewhere.json\" \"$1/result.json\"",
                                                "{directory}")))
                        .evaluate(candidate(CHOICES.parse(ALL_THAT_COUNT))))
                .withMessageContaining("result.json is no file in its directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../result.json", "/etc/passwd", "a/../../b", ".", "stdout.txt"})
    void aResultFileLiesInTheTrialsDirectory(String hostile) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> resultFile(hostile, "[\"true\"]"))
                .withMessageStartingWith("resultFile");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "score.py | | command must be a JSON array of strings",
                "[] | | command is empty",
                "[\"a\",null] | | command must be a JSON array of strings",
                "[\"a\"] | PT0S | timeout must be positive",
                "[\"a\"] | 10 minutes | timeout must be an ISO 8601 duration",
            })
    void settingsThatWillNotDoAreRefusedByName(String command, String timeout, String message) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new CommandSettings(command, null, null, null, timeout, false, true))
                .withMessageStartingWith(message);
    }

    @Test
    void scoresDoNotDependOnHowLongAProgramMayTake() {
        CommandSettings patient =
                new CommandSettings("[\"true\"]", null, output.toString(), null, "PT2H", false, false);
        CommandSettings hasty = new CommandSettings("[\"true\"]", null, output.toString(), null, "PT1S", false, false);
        CommandSettings other = new CommandSettings("[\"false\"]", null, output.toString(), null, "PT1S", false, false);
        assertThat(evaluator(CHOICES, hasty).settings())
                .isEqualTo(evaluator(CHOICES, patient).settings())
                .isNotEqualTo(evaluator(CHOICES, other).settings());
        assertThat(evaluator(CHOICES, hasty).usesSeed()).isFalse();
        assertThat(evaluator(CHOICES, hasty).usesCompute()).isFalse();
    }

    @Test
    void aSearchWithoutACommandIsToldWhatIsMissing() {
        EvaluatorContext context = context(CHOICES, Map.of());
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> new CommandFactory().create(context, CommandSettings.DEFAULT))
                .withMessageContaining("name a program and its arguments")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.settings.command"));
    }

    @Test
    void aWorkingDirectoryMustBeThere() {
        EvaluatorContext context = context(CHOICES, Map.of());
        CommandSettings settings = new CommandSettings("[\"true\"]", null, "../nowhere", null, null, false, true);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> new CommandFactory().create(context, settings))
                .withMessageContaining(directory.resolve("nowhere").toString())
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.settings.workingDirectory"));
    }

    @Test
    void spacesWithoutNamedChoicesGiveTheirColumns() throws IOException {
        SearchSpace space = SearchSpaces.named("nas-bench-201");
        Architecture architecture = space.architecture(new int[] {0, 1, 2, 3, 4, 0});
        evaluator(space, settings(shell("cat > seen.json; echo '{\"accuracy\": 1}'")))
                .evaluate(candidate(architecture));
        JsonNode seen = new ObjectMapper().readTree(output.resolve("seen.json").toFile());
        assertThat(seen.get("architecture").asText()).isEqualTo(architecture.notation());
        assertThat(seen.get("choices").toString()).isEqualTo("[0,1,2,3,4,0]");
        assertThat(seen.has("values")).isFalse();
    }

    private Score score(String script, String... arguments) {
        return evaluator(CHOICES, settings(shell(script, arguments)))
                .evaluate(candidate(CHOICES.parse(ALL_THAT_COUNT)));
    }

    private ThrowableAssertAlternative<TrialFailedException> failure(String script) {
        return assertThatExceptionOfType(TrialFailedException.class)
                .isThrownBy(() -> score(script))
                .withMessageStartingWith("the command failed: ");
    }

    private Candidate candidate(Architecture architecture) {
        return new Candidate(architecture, 5, 0.5, trial);
    }

    private Evaluator evaluator(SearchSpace space, CommandSettings settings) {
        return new CommandFactory().create(context(space, Map.of()), settings);
    }

    private EvaluatorContext context(SearchSpace space, Map<String, InputFile> inputs) {
        return new EvaluatorContext(
                space,
                "accuracy",
                inputs,
                Optional.empty(),
                null,
                new Compute(null, null),
                Optional.empty(),
                output,
                () -> false,
                note -> {});
    }

    private CommandSettings settings(String command) {
        return new CommandSettings(command, null, output.toString(), null, null, false, true);
    }

    private CommandSettings resultFile(String file, String command) {
        return new CommandSettings(command, null, output.toString(), file, null, false, true);
    }

    private static String shell(String script, String... arguments) {
        try {
            return new ObjectMapper()
                    .writeValueAsString(Stream.concat(Stream.of("sh", "-c", script, "sh"), Arrays.stream(arguments))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
