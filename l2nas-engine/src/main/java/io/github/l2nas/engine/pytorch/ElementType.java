package io.github.l2nas.engine.pytorch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** What a storage of PyTorch holds, and how one element of it becomes a float. */
enum ElementType {
    FLOAT64("DoubleStorage", Double.BYTES, (bytes, index) -> (float) bytes.getDouble(index)),
    FLOAT32("FloatStorage", Float.BYTES, (bytes, index) -> bytes.getFloat(index)),
    FLOAT16("HalfStorage", Short.BYTES, (bytes, index) -> half(bytes.getShort(index))),
    BFLOAT16("BFloat16Storage", Short.BYTES, (bytes, index) -> Float.intBitsToFloat(bytes.getShort(index) << Short.SIZE)),
    INT64("LongStorage", Long.BYTES, (bytes, index) -> bytes.getLong(index)),
    INT32("IntStorage", Integer.BYTES, (bytes, index) -> bytes.getInt(index)),
    INT16("ShortStorage", Short.BYTES, (bytes, index) -> bytes.getShort(index)),
    INT8("CharStorage", Byte.BYTES, (bytes, index) -> bytes.get(index)),
    UINT8("ByteStorage", Byte.BYTES, (bytes, index) -> Byte.toUnsignedInt(bytes.get(index))),
    BOOL("BoolStorage", Byte.BYTES, (bytes, index) -> bytes.get(index) == 0 ? 0 : 1);

    private final String storageClass;
    private final int bytes;
    private final Element element;

    /** Reads the element that begins at an index. */
    private interface Element {
        float read(ByteBuffer bytes, int index);
    }

    ElementType(String storageClass, int bytes, Element element) {
        this.storageClass = storageClass;
        this.bytes = bytes;
        this.element = element;
    }

    /**
     * The type of a storage class, on the CPU or on a GPU.
     *
     * @param module {@code torch} or {@code torch.cuda}
     * @param name for example {@code FloatStorage}
     */
    static Optional<ElementType> ofStorage(String module, String name) {
        if (!"torch".equals(module) && !"torch.cuda".equals(module)) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(type -> type.storageClass.equals(name))
                .findFirst();
    }

    int bytes() {
        return bytes;
    }

    /**
     * One element, rounded to float.
     *
     * @param buffer in the order of the file
     * @param index of the element's first byte
     */
    float read(ByteBuffer buffer, int index) {
        return element.read(buffer, index);
    }

    /** IEEE 754 binary16: 5 bits of exponent with bias 15, 10 bits of fraction. */
    private static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int widened = exponent == 0x1f ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | (widened << 23) | (fraction << 13));
    }
}
