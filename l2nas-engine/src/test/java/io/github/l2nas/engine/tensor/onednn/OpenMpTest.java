package io.github.l2nas.engine.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import org.junit.jupiter.api.Test;

class OpenMpTest {

    /** These tests run with OMP_NUM_THREADS=1. */
    @Test
    void anotherNumberOfThreadsIsAMistakeOfTheJobWithARemedy() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> new OneDnnBackend().openForSingleImages(7))
                .withMessage("OpenMP starts 1 threads in this process, but 7 are needed. Start the process with the"
                        + " environment variable OMP_NUM_THREADS=7")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("compute.threads"));
    }
}
