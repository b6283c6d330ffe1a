package io.github.l2nas.engine.pytorch;

import io.github.l2nas.testdata.SharedData;
import java.nio.file.Path;

/**
 * Networks computed with their original PyTorch code, in the shared data outside the project; a test that needs one is
 * skipped where it is absent.
 */
public final class ReferenceNetworks {

    private ReferenceNetworks() {}

    /**
     * A file or folder of theirs.
     *
     * @param path for example {@code nas-bench-201/mixture-1/state_dict.pth}
     */
    public static Path file(String path) {
        return SharedData.file("reference-networks/" + path);
    }
}
