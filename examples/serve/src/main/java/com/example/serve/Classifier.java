package com.example.serve;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Says what is on a picture, with a model.onnx in ONNX Runtime. Threads may share one. */
public final class Classifier implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String[] classes;
    private final long[] shape;

    /** Loads a model from the bytes of its file. */
    public Classifier(byte[] model) throws OrtException, IOException {
        session = environment.createSession(model);
        classes = new ObjectMapper()
                .readValue(session.getMetadata().getCustomMetadata().get("classes"), String[].class);
        shape = ((TensorInfo) session.getInputInfo().get("input").getInfo()).getShape();
        shape[0] = 1;
    }

    /** The probability of each class. */
    public Map<String, Float> classify(BufferedImage picture) throws OrtException {
        FloatBuffer pixels = FloatBuffer.wrap(Pixels.of(picture, (int) shape[1], (int) shape[2], (int) shape[3]));
        try (OnnxTensor input = OnnxTensor.createTensor(environment, pixels, shape);
                OrtSession.Result result = session.run(Map.of("input", input), Set.of("probabilities"))) {
            float[] probabilities = ((float[][]) result.get(0).getValue())[0];
            Map<String, Float> named = new TreeMap<>();
            for (int index = 0; index < classes.length; index++) {
                named.put(classes[index], probabilities[index]);
            }
            return named;
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
