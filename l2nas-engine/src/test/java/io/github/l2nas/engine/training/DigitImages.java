package io.github.l2nas.engine.training;

import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A data set for tests: noisy 8 x 8 images of three classes that a small network tells apart within an epoch or two. */
public final class DigitImages {

    private static final int SIDE = 8;
    private static final int CLASSES = 3;

    private DigitImages() {}

    /**
     * Writes the images as csv and names them as a job does.
     *
     * @param file where
     * @param images how many
     */
    public static DatasetInput write(Path file, int images) throws IOException {
        RandomStream random = new RandomStream(1, "test.digits");
        StringBuilder text = new StringBuilder();
        for (int image = 0; image < images; image++) {
            int label = image % CLASSES;
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                boolean bright = (label == 0 && pixel % SIDE < SIDE / 2)
                        || (label == 1 && pixel / SIDE < SIDE / 2)
                        || (label == 2 && (pixel + pixel / SIDE) % 2 == 0);
                int value = (bright ? 9 : 2) + random.nextInt(6);
                text.append(String.format(Locale.ROOT, "%d,", value));
            }
            text.append(label).append('\n');
        }
        Files.writeString(file, text);
        return named(file);
    }

    /** A file with its digest. */
    public static DatasetInput named(Path file) {
        return new DatasetInput(Jobs.input(file), null, null, null, null);
    }
}
