package io.github.l2nas.engine.pytorch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** What a storage of PyTorch holds, and how one element of it becomes a float. */
enum ElementType {
    FLOAT64("DoubleStorage", Double.BYTES),
    FLOAT32("FloatStorage", Float.BYTES),
    FLOAT16("HalfStorage", Short.BYTES),
    BFLOAT16("BFloat16Storage", Short.BYTES),
    INT64("LongStorage", Long.BYTES),
    INT32("IntStorage", Integer.BYTES),
    INT16("ShortStorage", Short.BYTES),
    INT8("CharStorage", Byte.BYTES),
    UINT8("ByteStorage", Byte.BYTES),
    BOOL("BoolStorage", Byte.BYTES);

    private final String storageClass;
    private final int bytes;

    ElementType(String storageClass, int bytes) {
        this.storageClass = storageClass;
        this.bytes = bytes;
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
        return switch (this) {
            case FLOAT64 -> (float) buffer.getDouble(index);
            case FLOAT32 -> buffer.getFloat(index);
            case FLOAT16 -> half(buffer.getShort(index));
            case BFLOAT16 -> Float.intBitsToFloat(buffer.getShort(index) << Short.SIZE);
            case INT64 -> buffer.getLong(index);
            case INT32 -> buffer.getInt(index);
            case INT16 -> buffer.getShort(index);
            case INT8 -> buffer.get(index);
            case UINT8 -> Byte.toUnsignedInt(buffer.get(index));
            case BOOL -> buffer.get(index) == 0 ? 0 : 1;
        };
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
