package io.github.l2nas.engine.pytorch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array of NumPy, format 1.0 or 2.0, C order, little endian, of float32, float64 or int64.
 *
 * @param shape its sizes, outermost first; empty for a single number
 * @param values its numbers in C order; every float32, and int64 up to 2^53, exactly
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NpyFile(List<Integer> shape, double[] values) {

    private static final int LENGTH_POSITION = 8;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<(f4|f8|i8)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

    public static NpyFile read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        boolean first = bytes.get(6) == 1;
        int start = LENGTH_POSITION + (first ? Short.BYTES : Integer.BYTES);
        int length = first ? Short.toUnsignedInt(bytes.getShort(LENGTH_POSITION)) : bytes.getInt(LENGTH_POSITION);
        String text = new String(bytes.array(), start, length, StandardCharsets.ISO_8859_1);
        Matcher header = HEADER.matcher(text);
        if (!header.matches()) {
            throw new IOException(file + " is not an array that tests can read: " + text);
        }
        List<Integer> shape = Arrays.stream(header.group(2).split("[, ]+"))
                .filter(size -> !size.isEmpty())
                .map(Integer::valueOf)
                .toList();
        double[] values = new double[shape.stream().reduce(1, Math::multiplyExact)];
        bytes.position(start + length);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (header.group(1)) {
                case "f4" -> bytes.getFloat();
                case "f8" -> bytes.getDouble();
                default -> bytes.getLong();
            };
        }
        if (bytes.hasRemaining()) {
            throw new IOException(file + " is longer than its shape " + shape);
        }
        return new NpyFile(shape, values);
    }

    /** The numbers rounded to float; exact where the file holds float32. */
    public float[] floats() {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** The numbers as labels. */
    public int[] ints() {
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }
}
