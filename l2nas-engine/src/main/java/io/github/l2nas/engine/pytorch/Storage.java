package io.github.l2nas.engine.pytorch;

/**
 * A flat array that tensors of a checkpoint lie in; the device it was saved from does not matter.
 *
 * @param key its name in the file
 * @param type of its elements
 * @param elements their number; at least 0
 */
record Storage(String key, ElementType type, long elements) {

    /** @throws ArithmeticException where it overflows */
    long bytes() {
        return Math.multiplyExact(elements, type.bytes());
    }
}
