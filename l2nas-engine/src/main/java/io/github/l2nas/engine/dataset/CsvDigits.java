package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.DatasetFormat;
import io.github.l2nas.api.data.DatasetSettings;
import io.github.l2nas.api.extension.NoSettings;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.table.CsvText;
import io.github.l2nas.api.text.FiniteNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Square images of one channel in a csv file: a line each, its pixels row by row as numbers 0 to 255, the class last, from
 * 0. A first line whose last field is no number is a header. UCI's optical digits have this layout.
 */
public final class CsvDigits implements DatasetFormat<NoSettings> {

    private static final Pattern NAME = Pattern.compile(".*\\.csv(?:\\.gz)?");
    private static final int HIGHEST_PIXEL = 255;
    private static final int HIGHEST_LABEL = 9999;

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String files() {
        return "one .csv or .csv.gz file";
    }

    @Override
    public boolean recognizes(DataFiles files) {
        return !files.matching(NAME).isEmpty();
    }

    @Override
    public NoSettings defaults() {
        return NoSettings.NONE;
    }

    @Override
    public Dataset read(DataFiles files, DatasetSettings use, NoSettings none) {
        List<String> names = files.matching(NAME).get(files.onlyFolder(NAME));
        if (names.size() > 1) {
            throw files.wrong("it has several csv files: " + names + ". Give one of them");
        }
        String file = names.get(0);
        Images images = files.read(file, in -> images(in, files, file, use));
        return Dataset.undivided(name(), NaturalOrder.classes(images.classes()), images.toSet());
    }

    private static Images images(InputStream in, DataFiles files, String file, DatasetSettings settings)
            throws IOException {
        Images images = null;
        byte[] pixels = {};
        try (Reader reader = CsvText.of(in);
                CSVParser parser = CSVParser.parse(reader, CsvText.FORMAT)) {
            for (CSVRecord row : parser) {
                Line line = new Line(files, file, row, parser.getCurrentLineNumber());
                if (images == null) {
                    int side = line.side();
                    images = new Images(files, new Shape(1, side, side), settings);
                    pixels = new byte[side * side];
                    if (line.isHeader()) {
                        continue;
                    }
                }
                line.requireFields(pixels.length + 1);
                for (int column = 0; column < pixels.length; column++) {
                    pixels[column] = (byte) line.whole(column, "pixel", HIGHEST_PIXEL);
                }
                images.add(line.whole(pixels.length, "label", HIGHEST_LABEL), pixels, 0);
            }
        } catch (IllegalArgumentException e) {
            throw files.wrong(file, "it is no csv: " + e.getMessage());
        }
        if (images == null || images.classes() == 0) {
            throw files.wrong(file, "it has no images. A csv data set has a line of pixels and a label for each");
        }
        return images;
    }

    /** A line of the file, for messages with its number. */
    private record Line(DataFiles files, String file, CSVRecord row, long number) {

        boolean isHeader() {
            return Double.isNaN(FiniteNumber.parse(row.get(row.size() - 1).strip()));
        }

        int side() {
            int side = (int) Math.sqrt(row.size() - 1.0);
            if (side < 1 || side * side != row.size() - 1) {
                throw files.wrong(
                        file,
                        "line " + number + " has " + row.size() + " fields, expected the pixels of a square image and a"
                                + " label, for example 64 and 1. Save it with commas, all pixels and the label last, or set the format to"
                                + " tabular where its columns are no pixels");
            }
            return side;
        }

        void requireFields(int expected) {
            if (row.size() != expected) {
                throw files.wrong(
                        file,
                        "line " + number + " has " + row.size() + " fields, expected " + expected
                                + " as in the first line. It is malformed or cut short; correct it");
            }
        }

        int whole(int column, String what, int highest) {
            String text = row.get(column).strip();
            double value = FiniteNumber.parse(text);
            if (value >= 0 && value <= highest && value == Math.rint(value)) {
                return (int) value;
            }
            throw files.wrong(
                    file,
                    "line " + number + ", column " + (column + 1) + ": " + what + " '" + text
                            + "', expected a whole number from 0 to " + highest + ". Correct it");
        }
    }
}
