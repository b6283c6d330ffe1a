package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.engine.tensor.BackendContract;

class OneDnnBackendTest extends BackendContract {

    OneDnnBackendTest() {
        super(new OneDnnBackend());
    }
}
