package io.github.l2nas.engine.dataset;

/**
 * Images and labels as a network takes them. Every batch has arrays of its own. Two batches are equal where they are the
 * same object.
 *
 * @param images n x C x H x W, normalised
 * @param labels n classes, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Batch(float[] images, int[] labels) {

    /**
     * Number of images.
     *
     * @return n
     */
    public int count() {
        return labels.length;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "Batch[" + count() + " images]";
    }
}
