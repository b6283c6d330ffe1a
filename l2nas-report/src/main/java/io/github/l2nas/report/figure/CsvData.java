package io.github.l2nas.report.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.text.Decimals;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A figure's data as csv and JSON, its numbers rounded to nine digits. */
final class CsvData {

    private static final int DIGITS = 9;

    private final StringBuilder text = new StringBuilder();
    private final ArrayNode rows = ResultJson.object().arrayNode();
    private final String[] header;
    private final CSVPrinter printer;

    CsvData(String... header) {
        this.header = header;
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
        ObjectNode row = rows.addObject();
        for (int i = 0; i < cells.length; i++) {
            texts[i] = cells[i] instanceof Double number ? number(number) : cells[i];
            put(row, header[i], cells[i]);
        }
        try {
            printer.printRecord(texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode row, String name, Object cell) {
        if (cell instanceof Double number) {
            if (!Double.isNaN(number)) {
                row.put(name, Decimals.rounded(number, DIGITS));
            }
        } else if (cell instanceof Integer number) {
            row.put(name, number);
        } else if (cell instanceof Long number) {
            row.put(name, number);
        } else {
            row.put(name, cell.toString());
        }
    }

    static String number(double value) {
        return Double.isNaN(value) ? "" : Decimals.rounded(value, DIGITS).toPlainString();
    }

    Figure.DataFile file(String name) {
        return new Figure.DataFile(name, text.toString(), rows);
    }
}
