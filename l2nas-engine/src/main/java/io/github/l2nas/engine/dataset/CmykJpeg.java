package io.github.l2nas.engine.dataset;

import java.awt.image.Raster;

/**
 * A JPEG file of four channels, which printing programs write and ImageIO only reads undecoded: cyan, magenta, yellow and
 * black, as such or as luminance and colour differences, 255 for no ink, as Adobe's programs store them. Converted as
 * Pillow does, without colour profiles.
 *
 * @param differences whether the first three channels are luminance and colour differences (YCCK)
 */
record CmykJpeg(boolean differences) {

    private static final int MARKER = 0xff;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int START_OF_SCAN = 0xda;
    private static final int ADOBE = 0xee;
    private static final int ADOBE_TRANSFORM = 11;
    private static final int YCCK = 2;
    private static final int COMPONENTS_OF_FRAME = 5;
    private static final int CHANNELS = 4;
    private static final int FULL = 255;

    /**
     * What a file's header says.
     *
     * @param file its content
     * @return null where it is no JPEG file, or one of fewer channels
     */
    static CmykJpeg of(byte[] file) {
        if (file.length < 2 || at(file, 0) != MARKER || at(file, 1) != START_OF_IMAGE) {
            return null;
        }
        boolean differences = false;
        int components = 0;
        int position = 2;
        while (position + CHANNELS < file.length && at(file, position) == MARKER) {
            int marker = at(file, position + 1);
            if (marker == START_OF_SCAN) {
                break;
            }
            if (marker == MARKER) { // filling
                position++;
                continue;
            }
            int content = position + 4;
            if (marker == ADOBE && content + ADOBE_TRANSFORM < file.length) {
                differences = at(file, content + ADOBE_TRANSFORM) == YCCK;
            } else if (isFrame(marker) && content + COMPONENTS_OF_FRAME < file.length) {
                components = at(file, content + COMPONENTS_OF_FRAME);
            }
            position += 2 + (at(file, position + 2) << Byte.SIZE | at(file, position + 3));
        }
        return components == CHANNELS ? new CmykJpeg(differences) : null;
    }

    private static int at(byte[] file, int position) {
        return Byte.toUnsignedInt(file[position]);
    }

    /** SOF0 to SOF15, among which DHT, JPG and DAC are none. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /**
     * Converts to red, green and blue.
     *
     * @param raster four channels as stored
     * @param pixels 3 x height x width, to be filled
     */
    void convert(Raster raster, byte[] pixels) {
        int width = raster.getWidth();
        int plane = raster.getHeight() * width;
        int[] row = new int[CHANNELS * width];
        int[] ink = new int[3];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                inks(row, CHANNELS * x, ink);
                int light = row[CHANNELS * x + 3];
                for (int channel = 0; channel < ink.length; channel++) {
                    pixels[channel * plane + y * width + x] =
                            (byte) clipped(light - productOver255(ink[channel], light));
                }
            }
        }
    }

    private void inks(int[] row, int from, int[] ink) {
        if (!differences) {
            for (int channel = 0; channel < ink.length; channel++) {
                ink[channel] = FULL - row[from + channel];
            }
            return;
        }
        int luminance = row[from];
        double blue = row[from + 1] - 128.0;
        double red = row[from + 2] - 128.0;
        ink[0] = clipped((int) Math.round(luminance + 1.402 * red));
        ink[1] = clipped((int) Math.round(luminance - 0.344136286 * blue - 0.714136286 * red));
        ink[2] = clipped((int) Math.round(luminance + 1.772 * blue));
    }

    private static int productOver255(int a, int b) {
        int product = a * b + 128;
        return ((product >> Byte.SIZE) + product) >> Byte.SIZE;
    }

    private static int clipped(int value) {
        return Math.max(0, Math.min(FULL, value));
    }
}
