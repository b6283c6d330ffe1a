package io.github.l2nas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Searches on a cluster that loses its master: they end as they should. */
@DisabledOnOs(OS.WINDOWS)
class SparkMasterGoneTest extends BreakingClusterFixture {

    @Test
    void theWorkersThatAreLeftEndTheSearchWithoutAMaster() throws Exception {
        try (StandaloneCluster cluster = new StandaloneCluster(directory.resolve("cluster"))) {
            CompletableFuture<Void> search = begin(job("spark", spark(cluster.url())));
            awaitTrials(search, "spark", TRIALS_BEFORE);
            cluster.kill(0);
            cluster.kill(1);
            search.get();
        }
        assertThat(bytes("spark")).isEqualTo(bytes("here"));
    }

    /** A master that begins anew tells workers to end executors that it does not know. */
    @Test
    void aMasterThatComesBackWithoutMemoryStopsTheSearchWithOneLineAtMost() throws Exception {
        try (StandaloneCluster cluster = new StandaloneCluster(directory.resolve("cluster"))) {
            CompletableFuture<Void> search = begin(job("spark", spark(cluster.url(), SOON)));
            awaitTrials(search, "spark", TRIALS_BEFORE);
            cluster.kill(0);
            cluster.kill(1);
            cluster.master();
            cluster.worker();
            try {
                search.get();
            } catch (ExecutionException e) {
                assertOneLine(e.getCause());
                run(job("spark", spark(cluster.url())));
            }
        }
        assertThat(bytes("spark")).isEqualTo(bytes("here"));
    }

    @Test
    void aMasterThatIsNotThereIsNamed() throws IOException {
        String nobody = "spark://127.0.0.1:" + StandaloneCluster.freePort();
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(job("nobody", spark(nobody))))
                .satisfies(SparkMasterGoneTest::assertOneLine)
                .withMessageContainingAll(nobody, "is the master running?");
    }
}
