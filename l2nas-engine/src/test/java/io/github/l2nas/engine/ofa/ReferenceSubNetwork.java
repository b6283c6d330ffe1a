package io.github.l2nas.engine.ofa;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.pytorch.NpyFile;
import io.github.l2nas.engine.pytorch.ReferenceNetworks;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A sub-network of one of the shared supernets, and what the original code computed with it.
 *
 * @param folder its files
 */
record ReferenceSubNetwork(Path folder) {

    static ReferenceSubNetwork of(String name) {
        return new ReferenceSubNetwork(ReferenceNetworks.file("ofa-mobilenetv3/" + name));
    }

    static InputFile checkpoint(String name) {
        Path file = ReferenceNetworks.file("ofa-mobilenetv3/" + name);
        return Jobs.input(file);
    }

    OfaSupernet supernet() {
        return OfaSupernet.read(checkpoint(folder.getParent().getFileName() + "/supernet.pth"));
    }

    OfaArchitecture architecture() throws IOException {
        return new OfaMobileNetV3()
                .parse(new ObjectMapper()
                        .readTree(folder.resolve("config.json").toFile())
                        .toString());
    }

    NpyFile npy(String name) throws IOException {
        return NpyFile.read(folder.resolve(name));
    }
}
