package io.github.l2nas.maven.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.job.Compute;
import org.junit.jupiter.api.Test;

class NativeThreadsTest {

    @Test
    void nativeLibrariesUseAsManyThreadsAsTheJob() {
        assertThat(NativeThreads.environment(new Compute(null, 3))).containsEntry("OMP_NUM_THREADS", "3");
    }

    @Test
    void aJobWithoutNetworksKeepsMavensEnvironment() {
        assertThat(NativeThreads.environment(null)).isEmpty();
    }
}
