package io.github.l2nas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Searches whose trials run on Spark find what a search in one process finds. */
@DisabledOnOs(OS.WINDOWS)
class SparkSearchTest extends SparkFixture {

    private static final int STEPS = 24;

    @Test
    void inOneProcessOfSpark() throws IOException {
        run(job("here", SearchJob.LOCAL));
        run(job("spark", spark("local[2]")));
        assertThat(bytes("spark")).isEqualTo(bytes("here"));
        assertThat(Files.readAllLines(directory.resolve("spark/timeline.csv")).stream()
                        .skip(1))
                .isNotEmpty()
                .anyMatch(line -> line.contains("/driver,"));
    }

    @Test
    void onAClusterOneOfWhoseWorkersIsKilled() throws Exception {
        run(job("here", SearchJob.LOCAL));
        try (StandaloneCluster cluster = new StandaloneCluster(directory.resolve("cluster"))) {
            CompletableFuture<Void> search = begin(job("spark", spark(cluster.url())));
            awaitTrials(search, "spark", 3);
            cluster.kill(1);
            search.get();
        }
        assertThat(bytes("spark")).isEqualTo(bytes("here"));
    }

    @Test
    void aMasterIsNeededAndAnEvaluatorThatCanMove() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(job("none", Part.named("spark"))))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("executor.settings.master"));
    }

    private SearchJob job(String output, Part executor) {
        return search(output, Part.named(BySeed.class.getName()), STEPS, executor)
                .build();
    }
}
