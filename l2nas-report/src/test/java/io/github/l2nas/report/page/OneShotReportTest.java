package io.github.l2nas.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.report.Pages;
import io.github.l2nas.report.Searches;
import io.github.l2nas.report.result.ResultException;
import io.github.l2nas.report.result.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class OneShotReportTest {

    private static final String HEADER = "epoch,loss,accuracy,architecture\n";
    private static final String SKIPS =
            "|skip_connect~0|+|skip_connect~0|skip_connect~1|+|skip_connect~0|skip_connect~1|skip_connect~2|";
    private static final String CONVOLUTIONS =
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|";

    @TempDir
    private Path directory;

    private Document report(Path search) throws Exception {
        Path page = directory.resolve("report.html");
        new SearchReport("One shot", List.of(SearchResult.in("search", search, true)), List.of(), List.of())
                .write(page);
        return Pages.parse(page);
    }

    private Path search(String epochs) throws IOException {
        Path search = Searches.invent(directory.resolve("search"), "nas-bench-201", 20);
        Files.writeString(search.resolve("one-shot.csv"), epochs);
        return search;
    }

    @Test
    void whatTheStrategyWouldHaveAnsweredIsShownByEpochs() throws Exception {
        Document page = report(search(
                HEADER + "1,2.5,0.1," + CONVOLUTIONS + "\n2,2.25,0.2," + CONVOLUTIONS + "\n3,2.0,0.3," + SKIPS + "\n"));

        assertThat(Pages.texts(page, "p"))
                .anyMatch(text -> text.endsWith(
                        "accuracy of the choice with the shared weights after the epoch. The choice changed 1 time, last"
                                + " after epoch 3."));
        assertThat(Pages.texts(page, "th")).containsSubsequence("1 to 2", "3");
        assertThat(Pages.texts(page, "td")).containsSubsequence("20.00", CONVOLUTIONS, "", "30.00", SKIPS);
        assertThat(Pages.csv(directory.resolve("report/one-shot.csv")))
                .extracting(row -> row.get("epoch") + " " + row.get("loss") + " " + row.get("architecture"))
                .containsExactly("1 2.5 " + CONVOLUTIONS, "2 2.25 " + CONVOLUTIONS, "3 2 " + SKIPS);
    }

    @Test
    void ofSeveralSeedsTheBestIsShown() throws Exception {
        Path search = Searches.run(directory.resolve("seeds"), "random", 2, 10, Searches.table(directory));
        for (int seed = 1; seed <= 2; seed++) {
            Files.writeString(
                    search.resolve("seed-" + seed + "/one-shot.csv"),
                    HEADER + "1,1." + seed + ",0.5," + SKIPS + "\n2,1.0,0.5," + SKIPS + "\n");
        }
        report(search);
        long best = SearchResult.in("search", search, true).found().seed();
        assertThat(Pages.csv(directory.resolve("report/one-shot.csv")))
                .extracting(row -> row.get("loss"))
                .containsExactly("1." + best, "1");
    }

    @Test
    void ofFiftyChoicesTheLastTwentyAreListed() throws Exception {
        StringBuilder epochs = new StringBuilder(HEADER);
        for (int epoch = 1; epoch <= 50; epoch++) {
            epochs.append(epoch)
                    .append(",1.5,0.5,")
                    .append(epoch % 2 == 0 ? SKIPS : CONVOLUTIONS)
                    .append('\n');
        }
        Document page = report(search(epochs.toString()));
        assertThat(Pages.texts(page, "summary")).anyMatch(text -> text.contains("The last 20 choices"));
        assertThat(Pages.texts(page, "th")).contains("31", "50").doesNotContain("30");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "epoch,loss;its first line is not epoch,loss,accuracy,architecture",
                "epoch,loss,accuracy,architecture\\n1,2,0.5;line 2 is not epoch 1",
                "epoch,loss,accuracy,architecture\\n1,2,0.5,a\\n3,2,0.5,a;line 3 is not epoch 2",
                "epoch,loss,accuracy,architecture\\n1,2,1.5,a;line 2 is not epoch 1",
                "epoch,loss,accuracy,architecture\\n1,NaN,0.5,a;line 2 is not epoch 1"
            })
    void aWrongFileIsNamed(String content, String message) throws IOException {
        Path search = search(content.replace("\\n", "\n") + "\n");
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> report(search))
                .withMessageContaining("one-shot.csv")
                .withMessageContaining(message);
    }
}
