package io.github.l2nas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A search on a cluster that loses its master and all workers. A class of its own: it waits long, and others run beside it. */
@DisabledOnOs(OS.WINDOWS)
class SparkNobodyLeftTest extends BreakingClusterFixture {

    @Test
    void whereNobodyIsLeftTheSearchStopsWithOneLineAndGoesOnWhenTheMasterIsBack() throws Exception {
        try (StandaloneCluster cluster = new StandaloneCluster(directory.resolve("cluster"))) {
            CompletableFuture<Void> search = begin(job("spark", spark(cluster.url(), SOON)));
            awaitTrials(search, "spark", TRIALS_BEFORE);
            cluster.kill(0);
            cluster.kill(1);
            cluster.kill(2);
            assertStopsWithOneLine(search);
            cluster.master();
            cluster.worker();
            run(job("spark", spark(cluster.url())));
        }
        assertThat(bytes("spark")).isEqualTo(bytes("here"));
    }

    private static void assertStopsWithOneLine(CompletableFuture<Void> search) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(search::get)
                .satisfies(e -> assertOneLine(e.getCause()))
                .withMessageContaining("run again to go on");
    }
}
