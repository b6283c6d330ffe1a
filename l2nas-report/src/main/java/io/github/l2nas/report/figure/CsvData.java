package io.github.l2nas.report.figure;

import io.github.l2nas.api.text.Decimals;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A figure's data as csv, its numbers rounded to nine digits. */
final class CsvData {

    private static final int DIGITS = 9;

    private final StringBuilder text = new StringBuilder();
    private final CSVPrinter printer;

    CsvData(String... header) {
        try {
            printer = new CSVPrinter(
                    text,
                    CSVFormat.DEFAULT
                            .builder()
                            .setRecordSeparator("\n")
                            .setHeader(header)
                            .get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Texts as they are; fractions rounded, NaN as nothing. */
    void row(Object... cells) {
        Object[] texts = new Object[cells.length];
        for (int i = 0; i < cells.length; i++) {
            texts[i] = cells[i] instanceof Double number ? number(number) : cells[i];
        }
        try {
            printer.printRecord(texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String number(double value) {
        return Double.isNaN(value) ? "" : Decimals.rounded(value, DIGITS).toPlainString();
    }

    Figure.DataFile file(String name) {
        return new Figure.DataFile(name, text.toString());
    }
}
