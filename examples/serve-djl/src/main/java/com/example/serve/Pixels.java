package com.example.serve;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;

/** Pictures as the model takes them. */
final class Pixels {

    /** What white was in the training images: 255 in most, 16 in the digits that L2NAS comes with. */
    private static final float WHITE = Float.parseFloat(System.getProperty("white", "255"));

    private Pixels() {}

    /** A picture resized to height x width, channel by channel, row by row, black 0. */
    static float[] of(BufferedImage picture, int channels, int height, int width) {
        int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage resized = new BufferedImage(width, height, type);
        Graphics2D graphics = resized.createGraphics();
        graphics.drawImage(picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        float[] pixels = new float[channels * height * width];
        for (int index = 0; index < pixels.length; index++) {
            int channel = index / (height * width);
            int row = index / width % height;
            int level = resized.getRaster().getSample(index % width, row, channel);
            pixels[index] = level / 255f * WHITE / 255f;
        }
        return pixels;
    }
}
