package io.github.l2nas.engine.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.l2nas.api.job.JobException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A model of one input, {@code input}, N samples of floats, in ONNX Runtime on the processor. Used by one thread at a time;
 * the runtime's own threads are as many as asked for.
 */
public final class OnnxSession implements AutoCloseable {

    private static final String INPUT = "input";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final long[] shape;

    /**
     * Loads a model.
     *
     * @param model the file
     * @param threads that compute one answer, at least 1
     * @throws JobException where ONNX Runtime can't be loaded on this machine, or refuses the model
     */
    public OnnxSession(Path model, int threads) {
        this(model.toString(), threads, (environment, options) -> environment.createSession(model.toString(), options));
    }

    /**
     * Loads a model.
     *
     * @param model the bytes of its file
     * @param threads that compute one answer, at least 1
     * @throws JobException where ONNX Runtime can't be loaded on this machine, or refuses the model
     */
    public OnnxSession(byte[] model, int threads) {
        this("the model", threads, (environment, options) -> environment.createSession(model, options));
    }

    /** Makes a session. */
    private interface Opening {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    private OnnxSession(String model, int threads, Opening opening) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            environment = OrtEnvironment.getEnvironment();
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            session = opening.open(environment, options);
            shape = ((TensorInfo) session.getInputInfo().get(INPUT).getInfo()).getShape();
        } catch (OrtException e) {
            throw new JobException(null, "ONNX Runtime refuses " + model + ": " + e.getMessage());
        } catch (LinkageError e) {
            throw missing(e);
        }
    }

    /**
     * The version of ONNX Runtime on the class path.
     *
     * @return for example {@code onnxruntime 1.23.2}
     * @throws JobException where it is not there
     */
    public static String version() {
        try {
            return "onnxruntime " + OrtEnvironment.getEnvironment().getVersion();
        } catch (LinkageError e) {
            throw missing(e);
        }
    }

    /** Samples that the model is run with again and again. */
    public interface Prepared extends AutoCloseable {

        /** Runs the model once, with all of its outputs. */
        void run();

        @Override
        void close();
    }

    /**
     * Takes samples to run the model with.
     *
     * @param samples one or more, one after the other
     * @return what runs it; closed before the session is
     */
    public Prepared prepare(float[] samples) {
        try {
            OnnxTensor input = tensor(samples);
            Map<String, OnnxTensor> inputs = Map.of(INPUT, input);
            return new Prepared() {
                @Override
                public void run() {
                    try {
                        session.run(inputs).close();
                    } catch (OrtException e) {
                        throw failed(e);
                    }
                }

                @Override
                public void close() {
                    input.close();
                }
            };
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /**
     * Shape of the input.
     *
     * @return -1, which stands for any number of samples, and the sizes of one sample
     */
    public long[] inputShape() {
        return shape.clone();
    }

    /**
     * The names of the outputs.
     *
     * @return in the model's order
     */
    public Set<String> outputs() {
        return session.getOutputNames();
    }

    /**
     * What the model says of itself.
     *
     * @return its metadata, by key
     */
    public Map<String, String> metadata() {
        try {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /**
     * Runs the model.
     *
     * @param samples one or more, one after the other
     * @return all outputs, by name
     */
    public Map<String, float[]> run(float[] samples) {
        return run(samples, outputs());
    }

    /**
     * Runs as much of the model as some outputs need.
     *
     * @param samples one or more, one after the other
     * @param outputs names
     * @return the outputs, by name
     */
    public Map<String, float[]> run(float[] samples, Set<String> outputs) {
        try (OnnxTensor input = tensor(samples);
                OrtSession.Result result = session.run(Map.of(INPUT, input), outputs)) {
            Map<String, float[]> values = new LinkedHashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                values.put(output.getKey(), floats((OnnxTensor) output.getValue()));
            }
            return values;
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private OnnxTensor tensor(float[] samples) throws OrtException {
        long[] sizes = shape.clone();
        sizes[0] = 1;
        for (int axis = 1; axis < sizes.length; axis++) {
            sizes[0] *= sizes[axis];
        }
        sizes[0] = samples.length / sizes[0];
        FloatBuffer values = ByteBuffer.allocateDirect(samples.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        values.put(samples).flip();
        return OnnxTensor.createTensor(environment, values, sizes);
    }

    private static float[] floats(OnnxTensor tensor) {
        FloatBuffer values = tensor.getFloatBuffer();
        float[] numbers = new float[values.remaining()];
        values.get(numbers);
        return numbers;
    }

    private static JobException missing(LinkageError e) {
        return new JobException(null, "ONNX Runtime can't be loaded on this machine: " + e);
    }

    private static JobException failed(OrtException e) {
        return new JobException(null, "ONNX Runtime can't run the model: " + e.getMessage());
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failed(e);
        }
    }
}
