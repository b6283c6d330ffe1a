package io.github.l2nas.engine.pytorch;

import java.util.List;

/**
 * A tensor of a checkpoint, known there by a name.
 *
 * @param shape its sizes, outermost first; empty for a single number
 * @param values its numbers in row-major order, whatever the layout and the type in the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NamedTensor(List<Integer> shape, float[] values) {

    public NamedTensor {
        shape = List.copyOf(shape);
        long size = 1;
        for (int extent : shape) {
            size = Math.multiplyExact(size, extent);
        }
        if (size != values.length) {
            throw new IllegalArgumentException("shape " + shape + " has " + size + " values, got " + values.length);
        }
    }
}
