package io.github.l2nas.engine.dataset;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.testdata.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real data outside the project; a test that needs some is skipped where it is absent. */
final class RealData {

    private RealData() {}

    /** A part of CIFAR-10: 10 000 images to train with, 2 000 to test with. */
    static InputFile cifar10() {
        return input(SharedData.file("data/cifar-10-batches-bin"));
    }

    /** UCI's optical digits, 1 797 images of 8 x 8. */
    static InputFile digits() {
        return input(SharedData.digits());
    }

    /** The whole of Fashion-MNIST. */
    static InputFile fashionMnist() {
        Path directory = Path.of(System.getProperty("l2nas.fashionMnist", "/usr/share/datasets/fashion-mnist"));
        assumeTrue(
                Files.isDirectory(directory),
                () -> "needs Fashion-MNIST: Debian's package dataset-fashion-mnist, or -Dl2nas.fashionMnist=DIRECTORY");
        return input(directory);
    }

    static InputFile input(Path file) {
        return new InputFile(file.getFileName().toString(), file, "");
    }
}
