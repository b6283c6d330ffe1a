package io.github.l2nas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.file.OutputLock;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.search.SearchRunner;
import io.github.l2nas.engine.table.SyntheticTable;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {

    @TempDir
    private Path directory;

    private static Score score(Candidate candidate) {
        return Score.of(SyntheticTable.fraction(candidate.architecture()));
    }

    private static Search onTable(Path table) {
        return Search.in("nas-bench-201")
                .evaluator(Part.reading("table", "table", Jobs.input(table)))
                .metric("accuracy")
                .strategy("local-search")
                .steps(300);
    }

    @Test
    void findsWhatTheSameJobOfThePluginFinds() throws IOException {
        Path table = SyntheticTable.write(directory.resolve("table.csv"));
        SearchResult result =
                onTable(table).seed(7).directory(directory.resolve("java")).run();
        SearchJob job = Jobs.searchOnTable(Jobs.input(table), Files.createDirectory(directory.resolve("plugin")))
                .strategy(Part.named("local-search"))
                .steps(300)
                .seed(7)
                .compute(null)
                .outputTimestamp("1980-01-01T00:00:02Z")
                .build();
        new SearchRunner(job, event -> {}, System::nanoTime).run();
        for (String file : List.of("architecture.json", "history.csv")) {
            assertThat(directory.resolve("java").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("plugin").resolve(file));
        }
        assertThat(result.trials()).hasSize(300);
        assertThat(result.accuracy())
                .isEqualTo(SyntheticTable.fraction(result.architecture()))
                .isEqualTo(result.trials().stream()
                        .mapToDouble(Trial::accuracy)
                        .max()
                        .orElseThrow());
    }

    @Test
    void whatAnEvaluatorDoubtsIsToldAndWritten() throws IOException {
        List<JobEvent> events = new ArrayList<>();
        Search.in(SyntheticTable.SPACE)
                .evaluator(new Evaluator() {
                    @Override
                    public Score evaluate(Candidate candidate) {
                        return score(candidate);
                    }

                    @Override
                    public List<String> doubts(Architecture answer, double accuracy) {
                        return List.of("never seen the like of " + answer.notation());
                    }
                })
                .strategy("random")
                .steps(3)
                .directory(directory)
                .listener(events::add)
                .run();

        JsonNode result = new ObjectMapper()
                .readTree(directory.resolve("architecture.json").toFile());
        String doubt = "never seen the like of " + result.get("architecture").asText();
        assertThat(result.get("warnings")).hasSize(1);
        assertThat(result.get("warnings").get(0).asText()).isEqualTo(doubt);
        assertThat(events).contains(JobEvent.Note.warning(doubt));
    }

    /** The answers are the fastest ones: of several seeds hardly the most accurate answer. */
    @Test
    void withObjectivesTheBestSeedIsThatWhoseFilesAreTheResult() throws IOException {
        Path table = SyntheticTable.write(directory.resolve("table.csv"));
        SearchResult result = onTable(table)
                .strategy("random")
                .objectives(
                        Objectives.of(new TreeMap<>(Map.of("accuracy", "maximize", "latency", "minimize")), "latency")
                                .upTo(Map.of("accuracy", 0.0, "latency", 6.0), null))
                .steps(20)
                .repeats(6)
                .directory(directory)
                .run();

        JsonNode front =
                new ObjectMapper().readTree(directory.resolve("front.json").toFile());
        assertThat(result.best().seed()).isEqualTo(front.get("seed").asLong());
        assertThat(result.answered()).contains(result.best());
        assertThat(result.seeds())
                .anySatisfy(seed -> assertThat(seed.accuracy()).isGreaterThan(result.accuracy()));
    }

    @Test
    void withoutADirectoryNothingIsLeftBehind() {
        List<Path> places = new ArrayList<>();
        SearchResult result = Search.in(SyntheticTable.SPACE)
                .evaluator("synthetic", candidate -> {
                    places.add(candidate.directory());
                    return score(candidate);
                })
                .strategy("random")
                .steps(20)
                .run();
        assertThat(result.complete()).isTrue();
        assertThat(places).isNotEmpty();
        assertThat(places.get(0).getParent().getParent()).doesNotExist();
    }

    @Test
    void limitsHoldForAnEvaluatorOfOnesOwn() {
        List<Long> asked = new ArrayList<>();
        Search.in(SyntheticTable.SPACE)
                .evaluator(candidate -> {
                    asked.add(
                            SyntheticTable.SPACE.cost(candidate.architecture()).params());
                    return score(candidate);
                })
                .maxParams(400_000)
                .strategy("random")
                .steps(50)
                .run();
        assertThat(asked).isNotEmpty().allMatch(params -> params <= 400_000);
    }

    @Test
    void aNamedEvaluatorIsNotAskedAgainInTheSameDirectoryAndAnUnnamedOneIs() {
        AtomicInteger asked = new AtomicInteger();
        Evaluator evaluator = candidate -> {
            asked.incrementAndGet();
            return score(candidate);
        };
        Search named = Search.in(SyntheticTable.SPACE)
                .evaluator("synthetic", evaluator)
                .steps(30)
                .strategy("random")
                .directory(directory.resolve("out"));
        List<Trial> trials = named.run().trials();
        int unique = asked.get();
        assertThat(named.run().trials()).isEqualTo(trials);
        assertThat(asked).hasValue(unique);
        assertThat(named.evaluator(evaluator).run().trials()).isEqualTo(trials);
        assertThat(asked).hasValue(2 * unique);
    }

    @Test
    void tellsOfEachSeed() {
        SearchResult result = Search.in(SyntheticTable.SPACE)
                .evaluator(SearchTest::score)
                .strategy("random")
                .steps(30)
                .seed(3)
                .repeats(3)
                .run();
        assertThat(result.seeds()).extracting(SearchResult.OneSeed::seed).containsExactly(3L, 4L, 5L);
        assertThat(result.accuracy())
                .isEqualTo(result.seeds().stream()
                        .mapToDouble(SearchResult.OneSeed::accuracy)
                        .max()
                        .orElseThrow());
    }

    @Test
    void failuresEndItWithTheirReason() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> Search.in(SyntheticTable.SPACE)
                        .evaluator(candidate -> {
                            throw new TrialFailedException("no data");
                        })
                        .maxFailedTrials(2)
                        .run())
                .withMessageStartingWith("2 trials in a row failed. The last reason: no data.");
    }

    @Test
    void aDirectoryInUseIsRefused() {
        OutputLock.during(
                directory,
                () -> assertThatExceptionOfType(JobException.class)
                        .isThrownBy(() -> Search.in(SyntheticTable.SPACE)
                                .evaluator(SearchTest::score)
                                .directory(directory)
                                .run())
                        .withMessageContaining("another build is at work in"));
    }

    @Test
    void theListenerHearsTheResultLast() {
        List<JobEvent> events = new ArrayList<>();
        SearchResult result = Search.in(SyntheticTable.SPACE)
                .evaluator(SearchTest::score)
                .strategy("random")
                .steps(5)
                .listener(events::add)
                .run();
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(
                        JobEvent.Result.class,
                        last -> assertThat(last.summary()).isEqualTo(result.summary()));
    }

    /** Runs where neither ND4J nor a native library is to be found; the table lies in the system property. */
    public static final class OnATable implements Callable<Integer> {
        @Override
        public Integer call() {
            return onTable(Path.of(System.getProperty("l2nas.test.table")))
                    .run()
                    .trials()
                    .size();
        }
    }

    private static URL[] withoutNatives() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Stream.of(
                                "nd4j", "bytedeco", "deeplearning4j", "javacpp", "dnnl", "openblas", "opencl")
                        .noneMatch(entry::contains))
                .map(SearchTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void needsNoNativeLibraryForATable() throws Exception {
        System.setProperty(
                "l2nas.test.table",
                SyntheticTable.write(directory.resolve("table.csv")).toString());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(withoutNatives(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> loader.loadClass("org.nd4j.linalg.factory.Nd4j"));
            Callable<Integer> search = (Callable<Integer>) loader.loadClass(OnATable.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(search.call()).isEqualTo(300);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            System.clearProperty("l2nas.test.table");
        }
    }
}
