package io.github.l2nas.engine.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.graph.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvDigitsTest {

    private static final Reading WHOLE = new Reading(null, null, null, 0);

    @TempDir
    private Path place;

    @Test
    void readsPixelsRowByRowAndTheLabelLast() throws IOException {
        Dataset dataset = read("0,1,2,255,0\n16,3.0,2e1,4,1\r\n\n", "digits.csv");

        assertThat(dataset.train().shape()).isEqualTo(new Shape(1, 2, 2));
        assertThat(Fixture.images(dataset.train()).pixels()).containsExactly(0, 1, 2, 255, 16, 3, 20, 4);
        assertThat(dataset.train().labels()).containsExactly(0, 1);
        assertThat(dataset.test().count()).isZero();
    }

    @Test
    void aFirstLineWhoseLastFieldIsNoNumberIsAHeader() throws IOException {
        assertThat(read("0,1,2,3,label\n0,1,2,3,0\n0,1,2,3,1\n", "digits.csv")
                        .train()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void readsTheOnlyCsvFileInADirectory() throws IOException {
        Dataset dataset = new Fixture(place.resolve("digits"))
                .file("README.md", new byte[0])
                .file("data/digits.csv.gz", Fixture.gzip("5,0\n6,1\n".getBytes(UTF_8)))
                .read(WHOLE);

        assertThat(Fixture.images(dataset.train()).pixels()).containsExactly(5, 6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,3,0|line 1 has 4 fields, expected the pixels of a square image and a label, for example 64 and 1. Save"
                        + " it with commas, all pixels and the label last, or set the format to tabular where its columns"
                        + " are no pixels",
                "1;2;3;4;0|line 1 has 1 fields, expected the pixels of a square image and a label, for example 64 and 1."
                        + " Save it with commas, all pixels and the label last, or set the format to tabular where its"
                        + " columns are no pixels",
                "1,0~2,1~3|line 3 has 1 fields, expected 2 as in the first line. It is malformed or cut short; correct it",
                "1,0~256,1|line 2, column 1: pixel '256', expected a whole number from 0 to 255. Correct it",
                "1,0~-1,1|line 2, column 1: pixel '-1', expected a whole number from 0 to 255. Correct it",
                "1,0~x,1|line 2, column 1: pixel 'x', expected a whole number from 0 to 255. Correct it",
                "x,0~1,1|line 1, column 1: pixel 'x', expected a whole number from 0 to 255. Correct it",
                "1,0~2,1.5|line 2, column 2: label '1.5', expected a whole number from 0 to 9999. Correct it",
                "a,label|it has no images. A csv data set has a line of pixels and a label for each"
            })
    void reportsWhatIsWrongWithItsLine(String lines, String message) throws IOException {
        Path file = Files.writeString(place.resolve("digits.csv"), lines.replace('~', '\n'));

        Fixture.fails(file, WHOLE, "data set digits.csv, file digits.csv: " + message);
    }

    @Test
    void reportsLabelsThatDoNotCountFromZero() throws IOException {
        Path file = Files.writeString(place.resolve("digits.csv"), "1,1\n2,2\n");

        Fixture.fails(
                file,
                WHOLE,
                "data set digits.csv: class 0 of 0 to 2 has no training samples. Labels count from 0; correct them, add"
                        + " samples, or use fewer classes");
        Files.writeString(file, "1,0\n2,0\n");
        Fixture.fails(
                file,
                WHOLE,
                "data set digits.csv: all its samples are of one class, so there is nothing to tell apart");
    }

    @Test
    void reportsTextThatIsNotUtf8AndAFileThatIsNoGzip() throws IOException {
        Path file = Files.write(place.resolve("digits.csv"), "1,\u00e4\n".getBytes(ISO_8859_1));
        Fixture.fails(file, WHOLE, "data set digits.csv, file digits.csv: it is not UTF-8 text. Save it as UTF-8");

        Path gzip = Files.writeString(place.resolve("digits.csv.gz"), "1,0\n");
        Fixture.fails(
                gzip,
                WHOLE,
                "data set digits.csv.gz, file digits.csv.gz: it is damaged or cut short (Not in GZIP format). Get it"
                        + " again");
    }

    @Test
    void reportsSeveralFiles() throws IOException {
        new Fixture(place.resolve("digits"))
                .file("a.csv", new byte[0])
                .file("b.csv", new byte[0])
                .fails("data set digits: it has several csv files: [a.csv, b.csv]. Give one of them");
    }

    private Dataset read(String text, String name) throws IOException {
        Path file = Files.writeString(place.resolve(name), text);
        return WHOLE.of(RealData.input(file));
    }
}
