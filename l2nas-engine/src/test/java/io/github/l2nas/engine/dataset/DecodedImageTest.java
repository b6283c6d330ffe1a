package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.data.DataFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Photographs are decoded, resized and cropped as Pillow and torchvision do it; what they made is in the resources. */
class DecodedImageTest {

    private static Path photographs() throws URISyntaxException {
        return Path.of(DecodedImageTest.class.getResource("photographs/cat.jpg").toURI())
                .getParent();
    }

    @ParameterizedTest
    @CsvSource({"cat, 128", "astronaut, 128", "grey, 48", "cmyk, 48", "ycck, 48"})
    void aValidationPhotographIsLessThanOneGreyLevelFromPillows(String name, int size) throws Exception {
        DecodedImage image;
        try (DataFiles files = DataFiles.open(RealData.input(photographs()))) {
            image = DecodedImage.read(files, name + ".jpg");
        }
        byte[] square = CropTransform.centre(size).square(image, 0);
        int[] expected = expected(name + "-" + size + ".png");
        assertThat(square).hasSameSizeAs(expected);
        long difference = 0;
        for (int i = 0; i < square.length; i++) {
            difference += Math.abs(Byte.toUnsignedInt(square[i]) - expected[i]);
        }
        assertThat((double) difference / square.length).isLessThan(1);
    }

    private static int[] expected(String name) throws IOException, URISyntaxException {
        BufferedImage image = ImageIO.read(photographs().resolve(name).toFile());
        int plane = image.getWidth() * image.getHeight();
        int[] values = new int[3 * plane];
        for (int i = 0; i < plane; i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            values[i] = rgb >>> 16 & 0xff;
            values[plane + i] = rgb >>> 8 & 0xff;
            values[2 * plane + i] = rgb & 0xff;
        }
        return values;
    }

    @Test
    void aRandomRectangleDependsOnSeedAndIndexAlone() throws Exception {
        DecodedImage image;
        try (DataFiles files = DataFiles.open(RealData.input(photographs()))) {
            image = DecodedImage.read(files, "cat.jpg");
        }
        byte[] square = CropTransform.random(32, 1).square(image, 5);
        assertThat(square)
                .hasSize(3 * 32 * 32)
                .isEqualTo(CropTransform.random(32, 1).square(image, 5));
        assertThat(square).isNotEqualTo(CropTransform.random(32, 1).square(image, 6));
        assertThat(square).isNotEqualTo(CropTransform.random(32, 2).square(image, 5));
    }

    @Test
    void aRectangleIsInsideTheImageAndAWholeOneIsThePlainResize() throws Exception {
        DecodedImage image;
        try (DataFiles files = DataFiles.open(RealData.input(photographs()))) {
            image = DecodedImage.read(files, "cat.jpg");
        }
        byte[] pixels = image.pixels();
        int height = image.height();
        int width = image.width();
        byte[] middle = Resampling.rectangle(
                pixels, 3, height, width, new Resampling.Rectangle(0, (width - height) / 2, height, height), 40);
        byte[] centre = Resampling.centre(pixels, 3, height, width, 40, 40);
        long difference = 0;
        for (int i = 0; i < middle.length; i++) {
            difference += Math.abs(Byte.toUnsignedInt(middle[i]) - Byte.toUnsignedInt(centre[i]));
        }
        assertThat((double) difference / middle.length).isLessThan(3);
    }
}
