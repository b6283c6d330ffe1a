package io.github.l2nas.engine.pytorch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where a tensor's numbers lie: element (i, j, ...) is {@code offset + i stride[0] + j stride[1] + ...} of the storage.
 *
 * @param storage what it is a view of
 * @param offset the first element
 * @param shape sizes, outermost first
 * @param stride distances in elements, one for each size
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredTensor(Storage storage, long offset, long[] shape, long[] stride) {

    /** Java's arrays are no longer than this. */
    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    /**
     * Number of values.
     *
     * @throws IOException where the tensor is too large or reaches beyond its storage
     */
    int size() throws IOException {
        try {
            long size = 1;
            long last = offset;
            for (int i = 0; i < shape.length; i++) {
                if (shape[i] < 0 || stride[i] < 0 || shape[i] > LONGEST) {
                    throw new IOException(
                            "it has shape " + Arrays.toString(shape) + " and strides " + Arrays.toString(stride));
                }
                size = Math.multiplyExact(size, shape[i]);
                last = Math.addExact(last, Math.multiplyExact(Math.max(shape[i] - 1, 0), stride[i]));
            }
            if (size > LONGEST) {
                throw new ArithmeticException("longer than an array");
            }
            if (offset < 0 || (size > 0 && last >= storage.elements())) {
                throw new IOException("it reaches to element " + last + " of a storage with " + storage.elements());
            }
            return (int) size;
        } catch (ArithmeticException e) {
            throw new IOException("its shape " + Arrays.toString(shape) + " is too large", e);
        }
    }

    /**
     * Its values, in row-major order.
     *
     * @param bytes of the whole storage
     */
    NamedTensor values(ByteBuffer bytes) throws IOException {
        float[] values = new float[size()];
        int[] position = new int[shape.length];
        long element = offset;
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    storage.type().read(bytes, (int) (element * storage.type().bytes()));
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                element += stride[axis];
                if (++position[axis] < shape[axis]) {
                    break;
                }
                element -= stride[axis] * shape[axis];
                position[axis] = 0;
            }
        }
        return new NamedTensor(Arrays.stream(shape).mapToObj(Math::toIntExact).toList(), values);
    }
}
