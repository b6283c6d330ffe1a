package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A convolution, or the gradient of its input, that primitives compute one after the other, each for some of the images. */
final class ConvolutionParts {

    private final List<Integer> images = new ArrayList<>();
    private final List<Primitive> primitives = new ArrayList<>();
    private final long bytesRead;
    private final long bytesWritten;

    /**
     * @param parts of the batch
     * @param primitive makes that of a part; its first arguments are what is read, the weights and what is written
     * @param read shape of an image that is read
     * @param written shape of an image that is written
     */
    ConvolutionParts(
            List<ConvolutionGeometry> parts,
            Function<ConvolutionGeometry, Primitive> primitive,
            Shape read,
            Shape written) {
        for (ConvolutionGeometry part : parts) {
            images.add(part.batch());
            primitives.add(primitive.apply(part));
        }
        bytesRead = Layout.bytes(1, read);
        bytesWritten = Layout.bytes(1, written);
    }

    /** @param bias null where there is none */
    void execute(NativeMemory from, NativeMemory weights, NativeMemory to, NativeMemory bias) {
        int first = 0;
        for (int i = 0; i < images.size(); i++) {
            NativeMemory read = part(from, first, images.get(i), bytesRead);
            NativeMemory written = part(to, first, images.get(i), bytesWritten);
            if (bias == null) {
                primitives.get(i).execute(read, weights, written);
            } else {
                primitives.get(i).execute(read, weights, written, bias);
            }
            first += images.get(i);
        }
    }

    private NativeMemory part(NativeMemory whole, int first, int count, long bytes) {
        return images.size() == 1 ? whole : whole.part(first * bytes, count * bytes);
    }
}
