package io.github.l2nas.engine.tensor.nd4j;

import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A whole ND4J array of floats in row-major order.
 *
 * @param sizes the array's shape
 * @param array owns its memory
 */
record Nd4jTensor(List<Integer> sizes, INDArray array) implements Tensor {

    Nd4jTensor {
        sizes = List.copyOf(sizes);
    }

    static INDArray array(Tensor tensor) {
        return ((Nd4jTensor) tensor).array();
    }
}
