package io.github.l2nas.engine.result;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Tables in csv files. */
public final class CsvRows {

    private CsvRows() {}

    /**
     * Prints rows below a header; to be flushed in the end.
     *
     * @param out where
     * @param columns the header
     * @return has printed the header
     * @throws IOException from {@code out}
     */
    public static CSVPrinter printer(OutputStream out, List<String> columns) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setRecordSeparator("\n")
                .setHeader(columns.toArray(String[]::new))
                .get();
        return new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), format);
    }
}
