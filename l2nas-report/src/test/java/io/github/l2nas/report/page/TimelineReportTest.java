package io.github.l2nas.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.report.Pages;
import io.github.l2nas.report.Searches;
import io.github.l2nas.report.result.ResultException;
import io.github.l2nas.report.result.SearchResult;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class TimelineReportTest {

    private static final String HEADER = "run,trial,worker,start_ms,end_ms,outcome,accuracy\n";

    @TempDir
    private Path directory;

    private Path report(Path search) {
        Path page = directory.resolve("report.html");
        new SearchReport("Timed", List.of(SearchResult.in("search", search, true)), List.of(), List.of()).write(page);
        return page;
    }

    private Path search(String timeline) throws IOException {
        Path search = Searches.invent(directory.resolve("search"), "nas-bench-201", 20);
        Files.writeString(search.resolve("timeline.csv"), timeline);
        return search;
    }

    @Test
    void lanesTellWhatEachWorkerDidAndHowBusyAllWere() throws Exception {
        Path search = search(HEADER
                + "2026-01-01T00:00:00Z,2,worker 2,1000,4000,failed,\n"
                + "2026-01-01T00:00:00Z,1,worker 1,1000,11000,scored,0.91\n"
                + "2026-01-01T00:00:00Z,3,,11000,11000,reused,0.5\n"
                + "2026-01-01T12:00:00.5Z,4,worker 1,500,8500,scored,0.92\n"
                + "2026-01-01T12:00:00.5Z,5,wor");
        Document page = Pages.parse(report(search));

        // 10 + 3 of 2 x 10 seconds in the first run, 8 of 8 in the second.
        assertThat(Pages.texts(page, "p"))
                .anyMatch(text -> text.startsWith("Two workers were busy 75\u00a0% of the time in which trials ran,"
                        + " 18\u00a0s. 3 trials took 7\u00a0s each on average, the longest 10\u00a0s; 1 failed. 1 score was"
                        + " known from other searches and took no worker."));
        assertThat(Pages.texts(page, "title"))
                .contains(
                        "trial 1: supernet_validation 91.00\u00a0%, 10\u00a0s",
                        "trial 2: failed after 3\u00a0s", "trial 4: supernet_validation 92.00\u00a0%, 8\u00a0s");
        List<CSVRecord> rows = Pages.csv(directory.resolve("report/trials-and-workers.csv"));
        assertThat(rows)
                .extracting(row -> row.get("trial") + " " + row.get("lane") + " " + row.get("outcome"))
                .containsExactly("2 worker 2 failed", "1 worker 1 scored", "3  reused", "4 worker 1 scored");
        JsonNode figures = new ObjectMapper()
                .readTree(directory.resolve("report/figures.json").toFile());
        assertThat(figures.findValuesAsText("figure")).contains("Trials and workers");
    }

    @Test
    void whatRunsAtOnceUnderOneNameHasLanesOfItsOwn() throws Exception {
        report(search(HEADER
                + "2026-01-01T00:00:00Z,1,thread,0,100,scored,0.9\n"
                + "2026-01-01T00:00:00Z,2,thread,50,120,scored,0.9\n"
                + "2026-01-01T00:00:00Z,3,thread,100,200,scored,0.9\n"));

        assertThat(Pages.csv(directory.resolve("report/trials-and-workers.csv")))
                .extracting(row -> row.get("lane"))
                .containsExactly("thread 1", "thread 2", "thread 1");
    }

    @Test
    void seedsThatShareWorkersShareTheFigure() throws Exception {
        Path search = Searches.run(directory.resolve("seeds"), "random", 2, 10, Searches.table(directory));
        Files.writeString(
                search.resolve("seed-1/timeline.csv"), HEADER + "2026-01-01T00:00:00Z,1,worker 1,0,1000,scored,0.9\n");
        Files.writeString(
                search.resolve("seed-2/timeline.csv"),
                HEADER + "2026-01-01T00:00:00Z,1,worker 1,1000,3000,scored,0.8\n");
        Document page = Pages.parse(report(search));

        assertThat(Pages.texts(page, "title"))
                .contains(
                        "seed 1, trial 1: accuracy 90.00\u00a0%, 1\u00a0s",
                        "seed 2, trial 1: accuracy 80.00\u00a0%, 2\u00a0s");
        assertThat(Pages.texts(page, "p"))
                .anyMatch(text ->
                        text.startsWith("One worker was busy 100\u00a0% of the time in which trials ran, 3\u00a0s."));
    }

    @Test
    void tenThousandTrialsAreASmallPicture() throws Exception {
        Path search = Searches.invent(directory.resolve("long"), "nas-bench-201", 20);
        long without = Files.size(report(search));
        Searches.timeline(search, List.of("worker 1", "worker 2", "worker 3", "worker 4"), 10_000, 3000);
        Path page = report(search);

        assertThat(Files.size(page) - without).isLessThan(500_000);
        assertThat(Pages.texts(Pages.parse(page), "title"))
                .anyMatch(
                        text -> text.matches("\\d+ trials, trial \\d+ to trial \\d+: \\d+ failed, .+ each on average"));
        assertThat(Pages.csv(directory.resolve("report/trials-and-workers.csv")))
                .hasSize(10_000);
    }

    @Test
    @Timeout(40)
    void manyTrialsAtOnceTakeNoMoreTimeThanOthers() throws Exception {
        int trials = 200_000;
        report(search(HEADER
                + String.join("", Collections.nCopies(trials, "2026-01-01T00:00:00Z,1,thread,0,100,scored,0.9\n"))));

        assertThat(Files.readString(directory.resolve("report/trials-and-workers.csv")))
                .contains("thread " + trials);
    }

    @Test
    void withoutTrialsThatRanThereIsNoFigure() throws Exception {
        Path search = search(HEADER + "2026-01-01T00:00:00Z,1,,10,10,reused,0.9\n");
        assertThat(Pages.texts(Pages.parse(report(search)), "h3")).doesNotContain("Trials and workers");
        Files.delete(search.resolve("timeline.csv"));
        assertThat(Pages.texts(Pages.parse(report(search)), "h3")).doesNotContain("Trials and workers");
    }

    @Test
    void aLineThatIsWrongIsNamed() throws Exception {
        Path search = search(HEADER + "2026-01-01T00:00:00Z,1,worker 1,10,9,scored,0.9\n");
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> report(search))
                .withMessage(search.resolve("timeline.csv") + ": line 2 is no trial. Delete the file, or search again");
        Files.writeString(search.resolve("timeline.csv"), "run\n", StandardOpenOption.TRUNCATE_EXISTING);
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> report(search))
                .withMessageContaining("its first line is not run,trial,worker");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,w,0,9,scored,",
                "1,w,0,9,scored,NaN",
                "1,w,0,9,scored,Infinity",
                "1,w,0,9,scored,1.01",
                "1,,9,9,reused,-0.1",
                "1,w,0,9,failed,0.5",
                "1,w,0,9,lost,0.5",
                "1,w,0,9223372036854775807,scored,0.5",
                "1,w,-1,9,scored,0.5",
                "-1,w,0,9,scored,0.5",
                "1,w,0,9,scored,0.5,0.6"
            })
    void aTrialThatCantBeIsNone(String line) throws Exception {
        Path search = search(HEADER + "2026-01-01T00:00:00Z," + line + "\n");
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> report(search))
                .withMessage(search.resolve("timeline.csv") + ": line 2 is no trial. Delete the file, or search again");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"'run,,worker',A header name is missing", "'run,\"trial',EOF reached", "'run,\"t\"x',Invalid char"
            })
    void whatIsNoCsvIsSaid(String text, String reason) throws Exception {
        Path search = search(text + "\n");
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> report(search))
                .withMessageStartingWith(search.resolve("timeline.csv") + ": it can't be read: ")
                .withMessageContaining(reason)
                .withMessageEndingWith(". Delete the file, or search again");
        Files.writeString(search.resolve("timeline.csv"), HEADER + "\"2026\"-01-01T00:00:00Z,1\n");
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> report(search))
                .withMessageStartingWith(search.resolve("timeline.csv") + ": it can't be read: ");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws Exception {
        Path search = search(HEADER);
        try (RandomAccessFile file =
                new RandomAccessFile(search.resolve("timeline.csv").toFile(), "rw")) {
            file.setLength((64 << 20) + 1);
        }
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> report(search))
                .withMessage(
                        search.resolve("timeline.csv") + ": it has more than 64 MiB. Delete the file, or search again");
    }
}
