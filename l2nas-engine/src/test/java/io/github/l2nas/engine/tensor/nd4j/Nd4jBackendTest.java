package io.github.l2nas.engine.tensor.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.engine.tensor.BackendContract;
import io.github.l2nas.engine.tensor.onednn.OneDnnBackend;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class Nd4jBackendTest extends BackendContract {

    private final Nd4jBackend backend = new Nd4jBackend();

    Nd4jBackendTest() {
        super(new Nd4jBackend());
    }

    @Test
    void onTheCpuOneDnnIsPreferred() {
        assertThat(Nd4j.getEnvironment().isCPU()).isTrue();
        assertThat(backend.rank()).isLessThan(new OneDnnBackend().rank());
    }

    @Test
    void whatLoadsHasNoObstacle() {
        assertThat(backend.unavailableReason()).isEmpty();
    }
}
