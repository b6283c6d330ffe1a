package com.example.classify;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * A picture's pixels.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param levels row by row, each pixel's channels, on the scale of the data set the network was trained on
 */
record Picture(int channels, int height, int width, int[] levels) {

    /** Reads an image file, or a csv file whose first line is a picture as in the csv data sets: pixels, then the label. */
    static Picture read(File file, int channels, int height, int width) throws IOException {
        int[] levels = file.getName().endsWith(".csv")
                ? firstLine(file, channels * height * width)
                : scaled(file, channels, height, width);
        return new Picture(channels, height, width, levels);
    }

    int level(int channel, int row, int column) {
        return levels[(row * width + column) * channels + channel];
    }

    private static int[] firstLine(File file, int pixels) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file.toPath())) {
            int[] numbers = Arrays.stream(reader.readLine().split(","))
                    .mapToInt(text -> Integer.parseInt(text.strip()))
                    .toArray();
            if (numbers.length != pixels && numbers.length != pixels + 1) {
                throw new IOException(file + " has " + numbers.length + " numbers, the network takes " + pixels);
            }
            return Arrays.copyOf(numbers, pixels);
        }
    }

    private static int[] scaled(File file, int channels, int height, int width) throws IOException {
        BufferedImage image = ImageIO.read(file);
        if (image == null) {
            throw new IOException(file + " is no image that Java can read; give a PNG or JPEG file");
        }
        int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage scaled = new BufferedImage(width, height, type);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled.getRaster().getPixels(0, 0, width, height, (int[]) null);
    }
}
