package io.github.l2nas.engine.predictor;

import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.pytorch.Checkpoints;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** A predictor without hidden layers, whose accuracy is {@link #BASE} and what kernels and expansions add to it. */
public final class PredictorFile {

    /** Accuracy of an architecture whose layers add nothing. */
    public static final float BASE = 0.5f;

    private static final int INPUTS = 124;

    private PredictorFile() {}

    /**
     * Writes a checkpoint that knows four image sizes, each worth 1 / 64 more than the one before, but for 224 pixels, on
     * which it was not trained and adds nothing. Layer by layer, each step of kernel size adds 1 / 1024, each step of
     * expansion 1 / 256.
     *
     * @param directory where
     * @return the file as a job names it
     */
    public static PredictorInput write(Path directory) throws IOException {
        float[] values = new float[INPUTS + 1];
        for (int size = 0; size < 3; size++) {
            values[size] = size / 64f;
        }
        for (int layer = 0; layer < 20; layer++) {
            for (int choice = 0; choice < 3; choice++) {
                values[4 + 3 * layer + choice] = choice / 1024f;
                values[64 + 3 * layer + choice] = choice / 256f;
            }
        }
        values[INPUTS] = BASE;
        String elements = Checkpoints.number(values.length);
        String weight =
                Checkpoints.tensor("FloatStorage", elements, "K\0", "K\1" + Checkpoints.number(INPUTS), "K\174K\1");
        String base = Checkpoints.tensor("FloatStorage", elements, Checkpoints.number(INPUTS), "K\1", "K\1");
        Path file = Checkpoints.zip(directory)
                .entry("data.pkl", "\u0080\2}X\17\0\0\0layers.0.weight" + weight + "sX\10\0\0\0base_acc" + base + "s.")
                .entry("data/0", Checkpoints.floats(ByteOrder.LITTLE_ENDIAN, values))
                .write();
        return new PredictorInput(Jobs.input(file), null, null);
    }
}
