package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The training samples that a network is quantized on. */
final class CalibrationSample {

    private static final int MOST = 512;

    private CalibrationSample() {}

    /**
     * Draws some.
     *
     * @param count how many training samples there are
     * @param seed the job's
     * @return up to 512 different indices below the count, in ascending order
     */
    static int[] of(int count, long seed) {
        int[] indices = IntStream.range(0, count).toArray();
        new RandomStream(seed, "quantization.calibration").shuffle(indices);
        return Arrays.stream(indices).limit(MOST).sorted().toArray();
    }
}
