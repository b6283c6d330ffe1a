package io.github.l2nas.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.engine.search.SearchRunner;
import io.github.l2nas.report.Pages;
import io.github.l2nas.report.result.ResultException;
import io.github.l2nas.report.result.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** Reports on a space that is known from its definition in {@code architecture.json} alone. */
class ChoiceReportTest {

    private static final String CHOICES = """
            {"op": ["gat", "gcn", "gin"], "depth": [2, 3], "kernel3": {"values": [3, 5], "when": {"depth": [3]}}}
            """;

    @TempDir
    private Path directory;

    private Path out;

    @BeforeEach
    void search() throws IOException {
        Path table = Files.writeString(directory.resolve("table.csv"), """
                op,depth,kernel3,accuracy
                gat,2,,70
                gcn,2,,71
                gin,2,,72
                gat,3,3,73
                gcn,3,3,74
                gin,3,3,75
                gat,3,5,76
                gcn,3,5,77
                """);
        out = Files.createDirectory(directory.resolve("out"));
        SearchJob job = new SearchJobBuilder(
                        Part.named("choices").with("name", "mine").with("choices", CHOICES))
                .evaluator(Part.reading("table", "table", new InputFile("table.csv", table, ContentDigest.of(table))))
                .metric("accuracy")
                .strategy(Part.named("random"))
                .steps(100)
                .outputDirectory(out)
                .build();
        Files.writeString(out.resolve("job.json"), JobJson.write(job));
        new SearchRunner(job, event -> {}, () -> 0).run();
    }

    @Test
    void cellsOfAMatrixSayTheirValuesWhereRowsDiffer() throws Exception {
        Path page = directory.resolve("report.html");
        SearchResult result = SearchResult.in("search", out, true);
        assertThat(result.found().space().name()).isEqualTo("mine");
        assertThat(result.table()).isPresent();
        new SearchReport("Mine", List.of(result), List.of(), List.of()).write(page);
        Document document = Pages.parse(page);
        assertThat(Pages.texts(document, "h3")).contains("What the best architectures have in common");
        assertThat(Pages.texts(document, "text")).contains("op", "kernel3", "gat", "gcn", "gin", "2", "5");
        // All eight are the elite: three of them have depth 2, where kernel3 does not count and takes its first value.
        assertThat(Files.readAllLines(directory.resolve("report/state-matrix.csv")))
                .contains("\"\",op,gat,0.375,0.375", "\"\",depth,2,0.375,0.375", "\"\",kernel3,5,0.25,0.25");
    }

    @Test
    void aDefinitionThatIsNoneIsTold() throws IOException {
        Path file = out.resolve("architecture.json");
        Files.writeString(file, Files.readString(file).replace("\"kernel3\" : {", "\"Kernel3\" : {"));
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> SearchResult.in("search", out, true))
                .withMessageContaining("its field 'definition' defines no space")
                .withMessageContaining("Kernel3");
    }
}
