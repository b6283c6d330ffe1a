package io.github.l2nas.maven.fork;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeThreadsTest {

    @Test
    void nativeLibrariesStartAsManyThreadsAsTheyMay() {
        assertThat(NativeThreads.environment(3)).containsEntry("OMP_NUM_THREADS", "3");
    }

    @Test
    void aJobWithoutNetworksKeepsMavensEnvironment() {
        assertThat(NativeThreads.environment(0)).isEmpty();
    }
}
