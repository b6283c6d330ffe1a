package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.OnnxMl.TensorProto.DataType;

/**
 * Integers of eight bits, as pairs of {@code QuantizeLinear} and {@code DequantizeLinear} around what computes (Jacob et al.
 * 2018; Wu et al. 2020, "Integer quantization for deep learning inference"). Activations are unsigned with one scale and one
 * zero point each; weights are signed and symmetric with one scale for each output. A bias is an integer of 32 bits in units of
 * the product of both scales.
 *
 * <p>Weights go from -64 to 64: x86-64 processors without VNNI add two products in 16 bits, which would overflow with larger
 * ones. So all processors give the same answers.
 */
final class Int8Precision implements OnnxPrecision {

    private static final int HIGHEST_WEIGHT = 64;

    /** Leaves room to the sum of products that is added to it. */
    private static final double HIGHEST_BIAS = 1 << 30;

    private final LayerGraph graph;
    private final TrainedClassifier classifier;
    private final Int8Plan plan;
    private final Map<String, ValueRange> ranges;
    private final OnnxNodes onnx;

    Int8Precision(TrainedClassifier classifier, Int8Plan plan, Map<String, ValueRange> ranges, OnnxNodes onnx) {
        this.classifier = classifier;
        this.plan = plan;
        this.ranges = ranges;
        this.onnx = onnx;
        graph = classifier.graph();
    }

    @Override
    public String values(int node, String tensor) {
        if (!plan.isQuantized(node)) {
            return tensor;
        }
        String range = OnnxGraph.tensor(graph, plan.rangeOf(node));
        ValueRange values = ranges.get(range);
        String scale = onnx.floats(range + ".scale", new long[0], values.scale());
        String zero = onnx.known(
                range + ".zero",
                () -> OnnxTensors.bytes(range + ".zero", DataType.UINT8, new long[0], (byte) values.zeroPoint()));
        String quantized = onnx.unnamed("QuantizeLinear", tensor + ".q", List.of(tensor, scale, zero));
        return onnx.unnamed("DequantizeLinear", tensor + ".v", List.of(quantized, scale, zero));
    }

    @Override
    public List<String> operands(int input, String tensor, Weight weight, Optional<Weight> bias) {
        double step = ranges.get(OnnxGraph.tensor(graph, plan.rangeOf(input))).scale();
        float[] values = classifier.values(weight);
        float[] biases = bias.isPresent()
                ? classifier.values(bias.get())
                : new float[weight.shape().get(0)];
        float[] scales = scales(values, biases, step);
        List<String> operands = new ArrayList<>(List.of(tensor, weights(weight, values, scales)));
        bias.ifPresent(each -> operands.add(biases(each, biases, scales, step)));
        return operands;
    }

    /** For each output, so that the largest weight and the bias fit. */
    private static float[] scales(float[] weights, float[] biases, double step) {
        float[] scales = new float[biases.length];
        int each = weights.length / scales.length;
        for (int out = 0; out < scales.length; out++) {
            float largest = 0;
            for (int i = out * each; i < (out + 1) * each; i++) {
                largest = Math.max(largest, Math.abs(weights[i]));
            }
            double scale = Math.max(largest / (double) HIGHEST_WEIGHT, Math.abs(biases[out]) / (step * HIGHEST_BIAS));
            scales[out] = scale > 0 ? (float) scale : 1;
        }
        return scales;
    }

    private String weights(Weight weight, float[] values, float[] scales) {
        byte[] integers = new byte[values.length];
        int each = values.length / scales.length;
        for (int i = 0; i < integers.length; i++) {
            double integer = Math.rint(values[i] / (double) scales[i / each]);
            integers[i] = (byte) Math.max(-HIGHEST_WEIGHT, Math.min(HIGHEST_WEIGHT, integer));
        }
        String name = weight.name();
        long[] outputs = {scales.length};
        onnx.known(name, () -> OnnxTensors.bytes(name, DataType.INT8, OnnxTensors.sizes(weight), integers));
        onnx.floats(name + ".scale", outputs, scales);
        String zero = "int8-zeros." + scales.length;
        onnx.known(zero, () -> OnnxTensors.bytes(zero, DataType.INT8, outputs, new byte[scales.length]));
        return dequantized(name, zero);
    }

    private String biases(Weight bias, float[] values, float[] scales, double step) {
        int[] integers = new int[values.length];
        float[] units = new float[values.length];
        for (int out = 0; out < values.length; out++) {
            units[out] = (float) (step * scales[out]);
            integers[out] = (int) Math.rint(values[out] / (double) units[out]);
        }
        String name = bias.name();
        onnx.known(name, () -> OnnxTensors.ints(name, integers));
        onnx.floats(name + ".scale", new long[] {units.length}, units);
        return dequantized(name);
    }

    private String dequantized(String name, String... zeros) {
        List<String> inputs = new ArrayList<>(List.of(name, name + ".scale"));
        inputs.addAll(List.of(zeros));
        return onnx.unnamed("DequantizeLinear", name + ".v", inputs, OnnxTensors.attribute("axis", 0));
    }
}
