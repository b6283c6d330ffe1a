package io.github.l2nas.engine.tensor.nd4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays by shape. What is released is handed out again, so that training's steady state allocates nothing; ND4J's own
 * workspaces would tie an array's life to a scope, which a network's activations don't have.
 */
final class ArrayPool {

    private final Map<List<Integer>, Deque<INDArray>> free = new HashMap<>();

    /** A row-major array of floats of undefined content. */
    INDArray acquire(List<Integer> sizes) {
        INDArray pooled = free.computeIfAbsent(sizes, key -> new ArrayDeque<>()).poll();
        return pooled == null ? create(sizes) : pooled;
    }

    private static INDArray create(List<Integer> sizes) {
        long[] shape = sizes.stream().mapToLong(Integer::longValue).toArray();
        return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    }

    void release(List<Integer> sizes, INDArray array) {
        free.get(sizes).push(array);
    }

    /** Returns the memory of all arrays that were released. */
    void close() {
        free.values().forEach(arrays -> arrays.forEach(INDArray::close));
        free.clear();
    }
}
