package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.FunctionEvaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.engine.Search;
import io.github.l2nas.engine.executor.Troubled;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    @TempDir
    Path directory;

    private final List<JobEvent> events = new ArrayList<>();

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void eachTrialThatWasScoredHasItsTimeOnAWorker() throws IOException {
        run(job("workers", "halt")
                .executor(Part.named("local").with("workers", 2))
                .trials(new SearchJob.Trials(4, null, null)));

        List<CSVRecord> history = csv("workers/history.csv");
        List<CSVRecord> timeline = csv("workers/timeline.csv");
        assertThat(timeline).hasSize((int)
                history.stream().map(row -> row.get("architecture")).distinct().count());
        assertThat(timeline).extracting(row -> row.get("worker")).containsOnly("worker 1", "worker 2");
        assertThat(timeline).extracting(row -> row.get("outcome")).contains("scored", "failed");
        for (CSVRecord row : timeline) {
            CSVRecord trial = history.get(Integer.parseInt(row.get("trial")) - 1);
            assertThat(row.get("accuracy")).isEqualTo(trial.get("accuracy"));
            assertThat(row.get("outcome")).isEqualTo(trial.get("accuracy").isEmpty() ? "failed" : "scored");
        }
        timeline.stream()
                .collect(Collectors.groupingBy(row -> row.get("worker")))
                .values()
                .forEach(TimelineTest::assertOneAfterTheOther);
        assertThat(result().files()).noneMatch(file -> file.endsWith("timeline.csv"));
    }

    private static void assertOneAfterTheOther(List<CSVRecord> rows) {
        long free = 0;
        for (CSVRecord row : rows.stream()
                .sorted(Comparator.comparingLong(row -> Long.parseLong(row.get("start_ms"))))
                .toList()) {
            long start = Long.parseLong(row.get("start_ms"));
            long end = Long.parseLong(row.get("end_ms"));
            assertThat(start).isGreaterThanOrEqualTo(free);
            assertThat(end).isGreaterThanOrEqualTo(start);
            free = end;
        }
    }

    @Test
    void aLaterRunGoesOnAfterTheLastWholeLine() throws IOException {
        run(job("resumed", "score").steps(10));
        Path file = directory.resolve("resumed/timeline.csv");
        String before = Files.readString(file);
        Files.writeString(file, "2026-01-01T00:00:00Z,11,engi", StandardOpenOption.APPEND);

        run(job("resumed", "score").steps(20));

        assertThat(Files.readString(file)).startsWith(before).doesNotContain("engi,");
        List<CSVRecord> rows = csv("resumed/timeline.csv");
        assertThat(rows).allSatisfy(row -> assertThat(row.get("worker")).isEqualTo("engine"));
        assertThat(rows.stream().map(row -> row.get("run")).distinct()).hasSize(2);
        assertThat(rows.get(rows.size() - 1).get("trial")).isEqualTo("20");
    }

    @Test
    void whatIsNoTimelineBeginsAnew() throws IOException {
        String header = "run,trial,worker,start_ms,end_ms,outcome,accuracy\n";
        Path file = directory.resolve("timeline.csv");
        for (String other : List.of("run,trial\n1,2\n", "run,tri", "", header + "x".repeat(1 << 17))) {
            Files.writeString(file, other);
            Timeline.open(file, null, null).close();
            assertThat(file).hasContent(header);
        }
        String lines = header + "line\n".repeat(1 << 15);
        Files.writeString(file, lines + "cut sho");
        Timeline.open(file, null, null).close();
        assertThat(file).hasContent(lines);
    }

    @Test
    void anotherSearchBeginsATimelineOfItsOwn() throws IOException {
        run(job("same", "score").steps(10));
        run(job("same", "score").steps(10).seed(7));
        List<CSVRecord> rows = csv("same/timeline.csv");
        assertThat(rows).hasSizeLessThanOrEqualTo(10);
        assertThat(rows.stream().map(row -> row.get("run")).distinct()).hasSize(1);

        Search.in("nas-bench-201")
                .evaluator(new Formula())
                .strategy("random")
                .steps(10)
                .directory(directory.resolve("same"))
                .run();
        assertThat(directory.resolve("same/timeline.csv")).doesNotExist();
    }

    /** Costs nothing. */
    private record Formula() implements FunctionEvaluator {
        @Override
        public Score evaluate(Candidate candidate) {
            return Score.of(0.5);
        }
    }

    @Test
    void scoresOfOtherSearchesTakeNoWorker() throws IOException {
        run(job("first", "score").steps(10));
        run(job("second", "score").steps(10));

        assertThat(csv("second/timeline.csv")).isNotEmpty().allSatisfy(row -> {
            assertThat(row.get("outcome")).isEqualTo("reused");
            assertThat(row.get("worker")).isEmpty();
            assertThat(row.get("start_ms")).isEqualTo(row.get("end_ms"));
            assertThat(row.get("accuracy")).isNotEmpty();
        });
    }

    @Test
    void evaluatorsThatAreObjectsRunOnThreads() throws IOException {
        Search.in("nas-bench-201")
                .evaluator(candidate -> Score.of(0.5))
                .strategy("random")
                .steps(10)
                .trialConcurrency(3)
                .directory(directory.resolve("threads"))
                .run();

        assertThat(csv("threads/timeline.csv"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get("worker")).isEqualTo("thread"));
    }

    @Test
    void whereItCantBeWrittenTheSearchGoesOnAndSaysSo() throws IOException {
        run(job("plain", "score"));
        Path blocked = Files.createDirectories(directory.resolve("blocked/timeline.csv"));
        // A new search deletes what is there: this one is not new.
        Files.copy(directory.resolve("plain/journal.jsonl"), directory.resolve("blocked/journal.jsonl"));
        run(job("blocked", "score").steps(40));
        run(job("plain", "score").steps(40));

        assertThat(directory.resolve("blocked/history.csv"))
                .hasSameBinaryContentAs(directory.resolve("plain/history.csv"));
        assertThat(events)
                .filteredOn(JobEvent.Note.class::isInstance)
                .filteredOn(event -> event.toString().contains("can't write " + blocked))
                .singleElement()
                .asString()
                .contains("The search goes on");
    }

    private SearchJobBuilder job(String output, String last) {
        return new SearchJobBuilder(Part.named("nas-bench-201"))
                .evaluator(new Part(Troubled.class.getName(), null, null, null)
                        .with("marks", directory.resolve("marks"))
                        .with("sleepMillis", 10)
                        .with("last", last))
                .strategy(Part.named("random"))
                .steps(30)
                .evaluations(new SearchJob.Evaluations(directory.resolve("scores"), 1000))
                .outputDirectory(directory.resolve(output));
    }

    private void run(SearchJobBuilder job) {
        new SearchRunner(job.build(), events::add, System::nanoTime).run();
    }

    private JobEvent.Result result() {
        return (JobEvent.Result) events.get(events.size() - 1);
    }

    private List<CSVRecord> csv(String file) throws IOException {
        try (Reader reader = Files.newBufferedReader(directory.resolve(file))) {
            return FORMAT.parse(reader).getRecords();
        }
    }
}
