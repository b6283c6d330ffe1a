package io.github.l2nas.engine.export;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.l2nas.api.graph.Shape;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A model as a user of ONNX Runtime has it. */
final class OnnxSession implements AutoCloseable {

    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    private final OrtSession session;

    OnnxSession(Path model) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = ENVIRONMENT.createSession(model.toString(), options);
        } catch (OrtException e) {
            throw new AssertionError("ONNX Runtime refuses " + model, e);
        }
    }

    /** The outputs by name for some samples of a shape. */
    Map<String, float[]> run(float[] samples, Shape shape) {
        long count = samples.length / shape.size();
        long[] sizes = inputShape().length == 2
                ? new long[] {count, shape.channels()}
                : new long[] {count, shape.channels(), shape.height(), shape.width()};
        try (OnnxTensor input = OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(samples), sizes);
                OrtSession.Result result = session.run(Map.of("input", input))) {
            Map<String, float[]> outputs = new HashMap<>();
            for (String name : session.getOutputNames()) {
                FloatBuffer values = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
                float[] numbers = new float[values.remaining()];
                values.get(numbers);
                outputs.put(name, numbers);
            }
            return outputs;
        } catch (OrtException e) {
            throw new AssertionError("ONNX Runtime can't run the model", e);
        }
    }

    /** Declared shape of the input, -1 for what is free. */
    long[] inputShape() {
        try {
            NodeInfo input = session.getInputInfo().get("input");
            return ((TensorInfo) input.getInfo()).getShape();
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    /** The model's metadata. */
    Map<String, String> metadata() {
        try {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }
}
