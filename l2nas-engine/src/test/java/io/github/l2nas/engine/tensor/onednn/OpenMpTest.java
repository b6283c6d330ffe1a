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
                .isThrownBy(() -> new OneDnnBackend().open(7))
                .withMessage("this process runs oneDNN with 1 threads and can't use 7. Start it with the environment"
                        + " variable OMP_NUM_THREADS=7, or set the number of threads to 1")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("compute.threads"));
    }
}
