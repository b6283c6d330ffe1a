package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Evaluators that are named by their class. */
class OwnEvaluatorTest {

    @TempDir
    private Path directory;

    /** The share of the rows that have the last operation. */
    public static final class LastOperations implements Evaluator {
        @Override
        public Score evaluate(Candidate candidate) {
            int[] choices = candidate.architecture().choices();
            return Score.of((double)
                            Arrays.stream(choices).filter(choice -> choice == 4).count()
                    / choices.length);
        }
    }

    /** Half of the first column that was chosen. */
    public static final class FirstColumn implements Evaluator {
        @Override
        public Score evaluate(Candidate candidate) {
            return Score.of(candidate.architecture().choices()[0] / 2.0);
        }
    }

    /** An operation, named by a setting. */
    public static final class Operations implements EvaluatorFactory<Operations.Wanted> {

        /** @param operation 0 to 4 */
        public record Wanted(int operation) {
            public Wanted {
                if (operation < 0 || operation > 4) {
                    throw new IllegalArgumentException("operation must be 0 to 4, got " + operation);
                }
            }
        }

        @Override
        public String name() {
            return "operations";
        }

        @Override
        public Wanted defaults() {
            return new Wanted(0);
        }

        @Override
        public Evaluator create(EvaluatorContext context, Wanted settings) {
            return candidate -> {
                int[] choices = candidate.architecture().choices();
                long count = Arrays.stream(choices)
                        .filter(choice -> choice == settings.operation())
                        .count();
                return Score.of((double) count / choices.length);
            };
        }
    }

    /** Its constructor throws. */
    public static final class Broken implements Evaluator {
        public Broken() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public Score evaluate(Candidate candidate) {
            return Score.of(0);
        }
    }

    /** It can't be made without knowing something. */
    public static final class Demanding implements Evaluator {
        private final double answer;

        public Demanding(double answer) {
            this.answer = answer;
        }

        @Override
        public Score evaluate(Candidate candidate) {
            return Score.of(answer);
        }
    }

    /** Not public. */
    static final class Hidden implements Evaluator {
        @Override
        public Score evaluate(Candidate candidate) {
            return Score.of(0);
        }
    }

    /** No evaluator at all. */
    public static final class Stranger {}

    @Test
    void aClassOfTheProjectScores() throws IOException {
        run(Part.named(LastOperations.class.getName()), 20);
        assertThat(directory.resolve("history.csv")).content().contains(",0.5,");
    }

    /** {@code a=1} is the first column of one space and the second one of the other. */
    @Test
    void scoresOfOneSpaceAreNotThoseOfAnotherWhoseArchitecturesAreWrittenAlike() throws IOException {
        SearchJob.Evaluations shared = new SearchJob.Evaluations(directory.resolve("scores"), null);
        for (String values : new String[] {"[1, 2]", "[2, 1]"}) {
            Path output = Files.createDirectories(directory.resolve(values));
            Part space = Part.named("choices").with("name", "pairs").with("choices", "{\"a\": " + values + "}");
            SearchJob job = new SearchJobBuilder(space)
                    .evaluator(Part.named(FirstColumn.class.getName()))
                    .strategy(Part.named("random"))
                    .evaluations(shared)
                    .outputDirectory(output)
                    .steps(10)
                    .build();
            new SearchRunner(job, event -> {}, System::nanoTime).run();
            assertThat(Files.readAllLines(output.resolve("history.csv")))
                    .filteredOn(line -> line.contains("a=1"))
                    .isNotEmpty()
                    .allMatch(line -> line.contains(",a=1,0.5,") == values.equals("[2, 1]"));
        }
    }

    @Test
    void aFactoryOfTheProjectHasSettings() throws IOException {
        run(Part.named(Operations.class.getName()).with("operation", 3), 20);
        assertThat(directory.resolve("history.csv")).isNotEmptyFile();
    }

    @Test
    void settingsOfAFactoryAreCheckedByItsRecord() {
        refused(Part.named(Operations.class.getName()).with("operation", 9), "evaluator.settings.operation")
                .withMessageContaining("operation must be 0 to 4, got 9");
        refused(Part.named(Operations.class.getName()).with("colour", "red"), "evaluator.settings.colour")
                .withMessageContaining("there is no setting 'colour'; the evaluator has [operation]");
    }

    @Test
    void aClassWithoutFactoryHasNoSettings() {
        refused(Part.named(LastOperations.class.getName()).with("speed", 1), "evaluator.settings.speed")
                .withMessageContaining("has no settings")
                .withMessageContaining("EvaluatorFactory can have some");
    }

    @Test
    void aClassThatIsNotThereIsSaidToBeMissing() {
        refused(Part.named("com.example.Missing"), "evaluator")
                .withMessageContaining("there is no class com.example.Missing on the class path")
                .withMessageContaining("in this project")
                .withMessageContaining("dependency of the plugin");
    }

    @Test
    void aClassOfAnotherKindIsNoEvaluator() {
        refused(Part.named(Stranger.class.getName()), "evaluator")
                .withMessageContaining("Stranger is no evaluator: it implements neither")
                .withMessageContaining("api.evaluator.Evaluator nor");
    }

    @Test
    void whatAConstructorThrowsIsTold() {
        refused(Part.named(Broken.class.getName()), "evaluator")
                .withMessageContaining("its constructor threw no licence");
    }

    @ParameterizedTest
    @ValueSource(classes = {Demanding.class, Hidden.class})
    void aClassNeedsAPublicConstructorWithoutParameters(Class<?> type) {
        refused(Part.named(type.getName()), "evaluator")
                .withMessageContaining("a public constructor without parameters");
    }

    @ParameterizedTest
    @CsvSource({"tabel, evaluator", "commands, evaluator"})
    void anUnknownNameIsAnsweredWithTheKnownOnes(String name, String parameter) {
        refused(Part.named(name), parameter)
                .withMessageContainingAll("there are [command, ", "predictor, ", "synflow, ", "table, train]");
    }

    private ThrowableAssertAlternative<JobException> refused(Part evaluator, String parameter) {
        return assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> EvaluatorChoice.of(
                        job(evaluator).build(), SearchSpaces.named("nas-bench-201"), () -> false, note -> {}))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter));
    }

    private void run(Part evaluator, int steps) throws IOException {
        Files.createDirectories(directory);
        new SearchRunner(job(evaluator).steps(steps).build(), event -> {}, System::nanoTime).run();
    }

    private SearchJobBuilder job(Part evaluator) {
        return Jobs.search("nas-bench-201", evaluator, directory).strategy(Part.named("random"));
    }
}
