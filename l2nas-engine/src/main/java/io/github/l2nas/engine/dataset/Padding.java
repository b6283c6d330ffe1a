package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.graph.Shape;

/** Brings images to a size by black rows and columns on all sides, the odd one on the right and below. */
record Padding(DataFiles files, int size) {

    ImageSet pad(ImageSet set) {
        Shape from = set.shape();
        if (from.height() == size && from.width() == size) {
            return set;
        }
        if (from.height() > size || from.width() > size) {
            throw files.wrong("its images are " + from.width() + " x " + from.height() + " pixels and imageSize is "
                    + size + ". Images of this format are padded, never made smaller: set imageSize to at least "
                    + Math.max(from.height(), from.width()) + ", or leave it out");
        }
        Shape to = new Shape(from.channels(), size, size);
        long bytes = to.size() * set.count();
        if (bytes > Images.MOST_BYTES) {
            throw files.wrong(Images.tooLarge(bytes));
        }
        byte[] pixels = new byte[(int) bytes];
        int top = (size - from.height()) / 2;
        int left = (size - from.width()) / 2;
        int planes = set.count() * from.channels();
        for (int plane = 0; plane < planes; plane++) {
            for (int y = 0; y < from.height(); y++) {
                System.arraycopy(
                        set.pixels(),
                        (plane * from.height() + y) * from.width(),
                        pixels,
                        (plane * size + top + y) * size + left,
                        from.width());
            }
        }
        return new ImageSet(to, pixels, set.labels());
    }
}
