package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Device;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.KernelKey;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J with its kernels and arrays. */
final class Nd4jDevice implements Device {

    private final ArrayPool pool = new ArrayPool();
    private final Map<KernelKey, Kernel> kernels = new HashMap<>();

    Nd4jDevice(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " is less than 1");
        }
        Environment environment = Nd4j.getEnvironment();
        environment.setMaxThreads(threads);
        environment.setMaxMasterThreads(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    @Override
    public void begin(int batch, Shape image) {
        // sums are taken over the whole batch
    }

    @Override
    public Nd4jTensor activations(int batch, Shape shape) {
        return parameter(List.of(batch, shape.channels(), shape.height(), shape.width()));
    }

    @Override
    public Nd4jTensor parameter(List<Integer> sizes) {
        return new Nd4jTensor(sizes, pool.acquire(sizes));
    }

    @Override
    public void write(Tensor tensor, float[] values) {
        requireCount(tensor, values);
        INDArray array = array(tensor);
        INDArray source = Nd4j.createFromArray(values);
        array.assign(source.reshape('c', array.shape()));
        source.close();
    }

    @Override
    public void read(Tensor tensor, float[] values) {
        requireCount(tensor, values);
        float[] content = array(tensor).data().asFloat();
        System.arraycopy(content, 0, values, 0, values.length);
    }

    private static void requireCount(Tensor tensor, float[] values) {
        if (tensor.count() != values.length) {
            throw new IllegalArgumentException(
                    "a tensor of " + tensor.sizes() + " holds not " + values.length + " numbers");
        }
    }

    @Override
    public void release(Tensor tensor) {
        pool.release(tensor.sizes(), array(tensor));
    }

    @Override
    public Kernel kernel(Layer layer, int batch, List<Shape> inputs, Shape output) {
        return kernels.computeIfAbsent(new KernelKey(layer, batch, inputs, output), key -> Kernels.create(this, key));
    }

    @Override
    public Tensor scaleImages(Tensor activations, float[] factors) {
        Nd4jTensor scales = parameter(List.of(factors.length, 1, 1, 1));
        write(scales, factors);
        Nd4jTensor output = parameter(activations.sizes());
        Operations.multiply(array(activations), scales.array(), output.array());
        release(scales);
        return output;
    }

    @Override
    public Tensor multiply(Tensor activations, Tensor factors) {
        Nd4jTensor output = parameter(activations.sizes());
        Operations.multiply(array(activations), array(factors), output.array());
        return output;
    }

    @Override
    public void close() {
        kernels.clear();
        pool.close();
    }
}
