package io.github.l2nas.engine.ofa;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.pytorch.NpyFile;
import io.github.l2nas.engine.pytorch.ReferenceNetworks;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

    /** Images of other sizes, in order. */
    List<Path> otherSizes() throws IOException {
        return files("input_\\d+x\\d+\\.npy");
    }

    /** Images to calibrate with, batch by batch. */
    List<float[]> calibrationBatches() throws IOException {
        List<float[]> batches = new ArrayList<>();
        for (Path file : files("calibration_batch_\\d+\\.npy")) {
            batches.add(NpyFile.read(file).floats());
        }
        return batches;
    }

    private List<Path> files(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        }
    }
}
