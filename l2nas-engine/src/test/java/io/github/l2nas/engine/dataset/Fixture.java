package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.file.FileTree;
import io.github.l2nas.api.job.JobException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** A small data set in a directory, written by a test. */
final class Fixture {

    private final Path directory;

    Fixture(Path directory) {
        this.directory = directory;
    }

    Fixture file(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return this;
    }

    Fixture folder(String name) throws IOException {
        Files.createDirectories(directory.resolve(name));
        return this;
    }

    Fixture without(String name) throws IOException {
        Files.delete(directory.resolve(name));
        return this;
    }

    /** Sets one byte. */
    Fixture damaged(String name, int position, int value) throws IOException {
        byte[] content = Files.readAllBytes(directory.resolve(name));
        content[position] = (byte) value;
        return file(name, content);
    }

    /** Cuts a file short. */
    Fixture cut(String name, int length) throws IOException {
        return file(name, Arrays.copyOf(Files.readAllBytes(directory.resolve(name)), length));
    }

    Fixture image(String name, int width, int height, int type) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < image.getRaster().getNumBands(); band++) {
                    image.getRaster().setSample(x, y, band, 10 + 50 * band + 4 * y + x);
                }
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!ImageIO.write(image, extension, out)) {
            throw new IOException("no writer for " + extension);
        }
        return file(name, out.toByteArray());
    }

    /** The directory's content as a zip beside it. */
    Path zip() throws IOException {
        Path zip = directory.resolveSibling(directory.getFileName() + ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, Path> entry : FileTree.of(directory).entrySet()) {
                boolean folder = Files.isDirectory(entry.getValue());
                out.putNextEntry(new ZipEntry(entry.getKey() + (folder ? "/" : "")));
                if (!folder) {
                    Files.copy(entry.getValue(), out);
                }
            }
        }
        return zip;
    }

    Dataset read() {
        return read(Reading.DEFAULT);
    }

    Dataset read(Reading settings) {
        return settings.of(RealData.input(directory));
    }

    void fails(String message) {
        fails(Reading.DEFAULT, message);
    }

    void fails(Reading settings, String message) {
        fails(directory, settings, message);
    }

    static void fails(Path input, Reading settings, String message) {
        assertThatThrownBy(() -> settings.of(RealData.input(input)))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).startsWith("dataset"))
                .hasMessage(message);
    }

    /** The images of a set that has some. */
    static ImageSet images(SampleSet set) {
        return (ImageSet) set;
    }

    Fixture text(String name, String... lines) throws IOException {
        return file(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** Records of label bytes and 3072 pixels, all {@code pixel}. */
    static byte[] records(int pixel, int[]... labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] image = new byte[3072];
        Arrays.fill(image, (byte) pixel);
        for (int[] record : labels) {
            for (int label : record) {
                out.write(label);
            }
            out.writeBytes(image);
        }
        return out.toByteArray();
    }

    /** A magic number, sizes, and as many bytes 0, 1, 2 and so on. */
    static byte[] idx(int magic, int... sizes) throws IOException {
        int length = 1;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(magic);
            for (int size : sizes) {
                out.writeInt(size);
                length *= size;
            }
            for (int i = 0; i < length; i++) {
                out.write(i);
            }
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
