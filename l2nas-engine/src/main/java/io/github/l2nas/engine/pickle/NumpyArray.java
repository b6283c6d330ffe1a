package io.github.l2nas.engine.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.razorvine.pickle.PickleException;

/** A numpy array of numbers, in C order, as its bytes. */
public final class NumpyArray {

    private static final int MOST_DIMENSIONS = 8;

    private List<Integer> shape = List.of(0);
    private String type = "u1";
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private byte[] bytes = {};

    NumpyArray() {}

    /** Takes the content, which a pickle has after the array itself. */
    void fill(Object[] sizes, String elementType, ByteOrder byteOrder, byte[] content) {
        if (sizes.length > MOST_DIMENSIONS || !elementType.matches("[iuf][1248]|b1")) {
            throw new PickleException("it holds a numpy array of objects or of too many dimensions");
        }
        long length = Character.digit(elementType.charAt(1), 10);
        Integer[] whole = new Integer[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            if (!(sizes[i] instanceof Integer size) || size < 0) {
                throw new PickleException("it holds a numpy array with a size that is none");
            }
            whole[i] = size;
            length *= size;
            if (length > Integer.MAX_VALUE) {
                throw new PickleException("it holds a numpy array of more than 2 GiB");
            }
        }
        if (length != content.length) {
            throw new PickleException(
                    "it holds a numpy array of " + length + " bytes of which there are " + content.length);
        }
        shape = List.of(whole);
        type = elementType;
        order = byteOrder;
        bytes = content;
    }

    /**
     * Sizes of its dimensions.
     *
     * @return empty for a lone number
     */
    public List<Integer> shape() {
        return shape;
    }

    /**
     * What its elements are.
     *
     * @return numpy's letter and the bytes of an element, for example {@code u1} or {@code f8}
     */
    public String type() {
        return type;
    }

    /**
     * Its content, not copied and not to be changed.
     *
     * @return the elements in C order
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Whether its elements are whole numbers.
     *
     * @return whether {@link #integers()} can be asked for
     */
    public boolean isInteger() {
        return type.charAt(0) == 'i' || type.charAt(0) == 'u';
    }

    /**
     * Its elements as whole numbers, in C order; unsigned ones of eight bytes above 2^63 come out negative.
     *
     * @throws IllegalStateException where they are not whole numbers
     */
    public long[] integers() {
        if (!isInteger()) {
            throw new IllegalStateException("elements are " + type);
        }
        int width = Character.digit(type.charAt(1), 10);
        boolean signed = type.charAt(0) == 'i';
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        long[] values = new long[bytes.length / width];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (width) {
                case 1 -> signed ? buffer.get() : Byte.toUnsignedLong(buffer.get());
                case 2 -> signed ? buffer.getShort() : Short.toUnsignedLong(buffer.getShort());
                case 4 -> signed ? buffer.getInt() : Integer.toUnsignedLong(buffer.getInt());
                default -> buffer.getLong();
            };
        }
        return values;
    }
}
