package io.github.l2nas.engine.tensor.nd4j;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's operations that write into an array given to them. */
final class Operations {

    private static final int[] MAP = {2, 3};
    private static final int ROW = 3;
    private static final int[] IMAGES_AND_ROWS = {0, 2};

    private Operations() {}

    /** Runs an operation of libnd4j that is described by whole numbers. */
    static void run(String name, List<INDArray> inputs, List<INDArray> outputs, int... arguments) {
        Nd4j.exec(DynamicCustomOp.builder(name)
                .addInputs(inputs.toArray(INDArray[]::new))
                .addOutputs(outputs.toArray(INDArray[]::new))
                .addIntegerArguments(arguments)
                .build());
    }

    /** Runs an operation of libnd4j that is described by real numbers. */
    static void run(String name, List<INDArray> inputs, INDArray output, double... arguments) {
        Nd4j.exec(DynamicCustomOp.builder(name)
                .addInputs(inputs.toArray(INDArray[]::new))
                .addOutputs(output)
                .addFloatingPointArguments(box(arguments))
                .build());
    }

    private static Double[] box(double... numbers) {
        Double[] boxed = new Double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            boxed[i] = numbers[i];
        }
        return boxed;
    }

    /** Products, sizes of 1 stretched; the output may be the first factor. */
    static void multiply(INDArray left, INDArray right, INDArray output) {
        run("multiply", List.of(left, right), List.of(output));
    }

    /** Sums, sizes of 1 stretched; the output may be the first summand. */
    static void add(INDArray left, INDArray right, INDArray output) {
        run("add", List.of(left, right), List.of(output));
    }

    /** Differences, sizes of 1 stretched; the output may be the minuend. */
    static void subtract(INDArray left, INDArray right, INDArray output) {
        run("subtract", List.of(left, right), List.of(output));
    }

    /** Each map's sum: N x C x H x W to N x C. */
    static void sumMaps(INDArray activations, INDArray output) {
        run("reduce_sum", List.of(activations), List.of(output), MAP);
    }

    /** Each channel's sum: N x C x H x W to C. */
    static void sumChannels(INDArray activations, INDArray output) {
        sumChannels(activations, 1, output);
    }

    /** Each channel's mean: N x C x H x W to C. */
    static void averageChannels(INDArray activations, INDArray output) {
        sumChannels(activations, (double) activations.length() / output.length(), output);
    }

    /**
     * Sums rows of maps in single precision and the rows' sums in double precision: a sum over a whole batch in single
     * precision loses digits.
     */
    private static void sumChannels(INDArray activations, double divisor, INDArray output) {
        try (INDArray rows = activations.sum(ROW);
                INDArray exact = rows.castTo(DataType.DOUBLE);
                INDArray sums = exact.sum(IMAGES_AND_ROWS)) {
            output.assign(sums.divi(divisor));
        }
    }

    /** A number for each channel in the shape that stretches over N x C x H x W; no copy. */
    static INDArray acrossMaps(INDArray channels) {
        return channels.reshape('c', 1, channels.length(), 1, 1);
    }
}
