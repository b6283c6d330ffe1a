package com.example.classify;

import java.awt.Graphics2D;
import java.awt.Image;
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

    /**
     * Reads an image file, or a csv file whose first line is a picture as in the csv data sets: pixels, then the label.
     *
     * @param shorterSide what an image's shorter side is resized to before its centre is cut out; 0 where the whole image
     *     is resized
     */
    static Picture read(File file, int channels, int height, int width, int shorterSide) throws IOException {
        int[] levels = file.getName().endsWith(".csv")
                ? firstLine(file, channels * height * width)
                : scaled(file, channels, height, width, shorterSide);
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

    private static int[] scaled(File file, int channels, int height, int width, int shorterSide) throws IOException {
        BufferedImage image = ImageIO.read(file);
        if (image == null) {
            throw new IOException(file + " is no image that Java can read; give a PNG or JPEG file");
        }
        int shorter = Math.min(image.getWidth(), image.getHeight());
        int fullWidth = shorterSide == 0 ? width : image.getWidth() * shorterSide / shorter;
        int fullHeight = shorterSide == 0 ? height : image.getHeight() * shorterSide / shorter;
        int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage scaled = new BufferedImage(width, height, type);
        Graphics2D graphics = scaled.createGraphics();
        Image full = image.getScaledInstance(fullWidth, fullHeight, Image.SCALE_AREA_AVERAGING);
        graphics.drawImage(full, (width - fullWidth) / 2, (height - fullHeight) / 2, null);
        graphics.dispose();
        return scaled.getRaster().getPixels(0, 0, width, height, (int[]) null);
    }
}
