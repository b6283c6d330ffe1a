package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.file.AtomicFile;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** An image file's pixels: 3 x H x W, red, green, blue; all three the same where it is grey. Transparency is ignored. */
final class DecodedImage {

    private static final long MOST_PIXELS = 1L << 26;
    private static final int CHANNELS = 3;

    /** Begin of a warning of the platform's reader of JPEG files, which has one language. */
    private static final String CUT_SHORT = "Truncated File";

    private final int height;
    private final int width;
    private final boolean grey;
    private final byte[] pixels;

    private DecodedImage(int height, int width, boolean grey, byte[] pixels) {
        this.height = height;
        this.width = width;
        this.grey = grey;
        this.pixels = pixels;
    }

    /**
     * Decodes a file of a data set.
     *
     * @throws io.github.l2nas.api.job.JobException where it can't be decoded; names it
     */
    static DecodedImage read(DataFiles files, String name) {
        return files.read(name, in -> {
            byte[] content = in.readAllBytes();
            try {
                return decode(content);
            } catch (IOException e) {
                throw files.wrong(
                        name,
                        "it can't be decoded: " + AtomicFile.reason(e).strip()
                                + ". Save it again as png or RGB jpeg, or remove it");
            }
        });
    }

    /**
     * Decodes the first image of a file.
     *
     * @throws IOException where the Java platform can't, or the file is not whole; the message says why
     */
    private static DecodedImage decode(byte[] content) throws IOException {
        PngChunks.requireWhole(content);
        List<String> warnings = new ArrayList<>();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new IOException("its first bytes are of no format that Java knows");
            }
            ImageReader reader = readers.next();
            try {
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                reader.setInput(stream, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new IOException("its header says " + reader.getWidth(0) + " x " + reader.getHeight(0)
                            + " pixels, and " + MOST_PIXELS + " is the most");
                }
                CmykJpeg ink = CmykJpeg.of(content);
                DecodedImage image = ink == null ? of(reader.read(0)) : of(ink, reader.readRaster(0, null));
                requireEnd(warnings);
                return image;
            } finally {
                reader.dispose();
            }
        } catch (RuntimeException e) {
            throw new IOException("it is malformed", e); // plug-ins fail in many ways
        }
    }

    /** The platform's reader of JPEG files paints grey where a file is cut short, and only warns of it. */
    private static void requireEnd(List<String> warnings) throws IOException {
        if (warnings.stream().anyMatch(warning -> warning.startsWith(CUT_SHORT))) {
            throw new IOException("it is cut short");
        }
    }

    private static DecodedImage of(CmykJpeg ink, Raster raster) {
        int plane = raster.getHeight() * raster.getWidth();
        byte[] pixels = new byte[CHANNELS * plane];
        ink.convert(raster, pixels);
        return new DecodedImage(raster.getHeight(), raster.getWidth(), false, pixels);
    }

    private static DecodedImage of(BufferedImage image) {
        int height = image.getHeight();
        int width = image.getWidth();
        int plane = height * width;
        byte[] pixels = new byte[CHANNELS * plane];
        boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int shift = Math.max(0, image.getSampleModel().getSampleSize(0) - Byte.SIZE);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            if (grey) {
                image.getRaster().getSamples(0, y, width, 1, 0, row); // getRGB would change them: its grey is linear
            } else {
                image.getRGB(0, y, width, 1, row, 0, width);
            }
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                pixels[at] = (byte) (grey ? row[x] >>> shift : row[x] >>> 16);
                pixels[plane + at] = (byte) (grey ? row[x] >>> shift : row[x] >>> 8);
                pixels[2 * plane + at] = (byte) (grey ? row[x] >>> shift : row[x]);
            }
        }
        return new DecodedImage(height, width, grey, pixels);
    }

    /** The centre, resized so that it is as large as possible. */
    DecodedImage squared(int size) {
        byte[] squared = Resampling.centre(pixels, CHANNELS, height, width, size, size);
        return new DecodedImage(size, size, grey, squared);
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    boolean isGrey() {
        return grey;
    }

    /** Not copied. */
    byte[] pixels() {
        return pixels;
    }
}
