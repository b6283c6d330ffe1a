package io.github.l2nas.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobJsonTest {

    private static SearchJob job(Path place, Duration budget, String digest) {
        InputFile table = new InputFile("table.csv", place.resolve("table.csv"), digest);
        return new SearchJobBuilder(Part.named("nas-bench-201"))
                .evaluator(Part.reading("table", "table", table))
                .metric("cifar10_test")
                .strategy(Part.named("l2nas").with("eliteSize", 32))
                .stopping(new SearchJob.Stopping(500, null, 0.94, budget))
                .constraints(new SearchJob.Constraints(1_000_000L, null, null, null, List.of("latency_ms <= 5")))
                .outputDirectory(place)
                .outputTimestamp("2026-01-01T00:00:00Z")
                .build();
    }

    @Test
    void jobsReadBack() {
        SearchJob job = job(Path.of("/somewhere"), Duration.ofHours(2), "ab");
        assertThat(JobJson.read(JobJson.write(job))).isEqualTo(job);
        ImportTableJob importing =
                new ImportTableJob(Part.named("darts"), Path.of("/a.json"), Path.of("/b.csv"), Path.of("/out"));
        assertThat(JobJson.read(JobJson.write(importing))).isEqualTo(importing);
    }

    @Test
    void eventsAreOneLineAndReadBack() {
        List<JobEvent> events = List.of(
                new JobEvent.Note("hello\nworld"),
                new JobEvent.Progress("searching", 3, 10, null),
                new JobEvent.Result(true, List.of("a"), List.of(Path.of("/x"))),
                new JobEvent.Failure("metric", "no such column"));
        for (JobEvent event : events) {
            String line = JobJson.write(event);
            assertThat(line).doesNotContain("\n");
            assertThat(JobJson.readEvent(line)).isEqualTo(event);
        }
    }

    @Test
    void placesAndTheTimeBudgetAreNoPartOfTheFingerprint() {
        Map<String, String> here = JobJson.fingerprint(job(Path.of("/here"), Duration.ofHours(2), "ab"));
        assertThat(here)
                .isEqualTo(JobJson.fingerprint(job(Path.of("/there"), null, "ab")))
                .containsEntry("evaluator.inputs.table.sha256", "ab")
                .containsEntry("strategy.settings.eliteSize", "32")
                .containsEntry("stopping.steps", "500")
                .containsEntry("constraints.columns[0]", "latency_ms <= 5");
        assertThat(here).isNotEqualTo(JobJson.fingerprint(job(Path.of("/here"), Duration.ofHours(2), "cd")));
    }

    @Test
    void whereTrialsRunIsNoPartOfTheFingerprintAndHowManyAreInFlightIs() {
        Map<String, String> usual = JobJson.fingerprint(search(1, SearchJob.LOCAL));
        assertThat(usual)
                .isEqualTo(JobJson.fingerprint(search(null, SearchJob.LOCAL)))
                .isEqualTo(JobJson.fingerprint(search(1, Part.named("local").with("workers", 4))));
        assertThat(JobJson.fingerprint(search(8, SearchJob.LOCAL)))
                .containsEntry("trials.concurrency", "8")
                .isNotEqualTo(usual);
        assertThatThrownBy(() -> search(0, SearchJob.LOCAL))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("must be at least 1, got 0");
    }

    private static SearchJob search(Integer concurrency, Part executor) {
        return new SearchJobBuilder(Part.named("darts"))
                .trials(new SearchJob.Trials(concurrency, null, null))
                .executor(executor)
                .outputDirectory(Path.of("/out"))
                .build();
    }

    @Test
    void aDocumentIsTheSameWhereverTheJobWasDoneAndReadsBackWithPlaces() {
        ObjectNode document = JobJson.document(job(Path.of("/here"), Duration.ofHours(2), "ab"));

        assertThat(document).isEqualTo(JobJson.document(job(Path.of("/there"), null, "ab")));
        assertThat(document.toString()).doesNotContain("here", "timeBudget", "outputDirectory");
        assertThat(document.at("/stopping/targetAccuracy").decimalValue()).isEqualByComparingTo("0.94");
        ((ObjectNode) document.at("/evaluator/inputs/table")).put("file", "/there/table.csv");
        document.put("outputDirectory", "/there");
        assertThat(JobJson.read(document.toString())).isEqualTo(job(Path.of("/there"), null, "ab"));
    }

    @Test
    void whatIsNoJobIsRefused() {
        assertThatThrownBy(() -> JobJson.read("{\"job\": \"search\", \"space\": {\"name\": \"darts\"}, \"colour\": 1}"))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> JobJson.read("{\"job\": \"search\"}"))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("space");
        assertThatThrownBy(() -> JobJson.read("{")).isInstanceOf(JobException.class);
    }
}
