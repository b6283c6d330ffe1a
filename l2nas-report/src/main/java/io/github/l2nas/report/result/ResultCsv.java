package io.github.l2nas.report.result;

import io.github.l2nas.api.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A csv file of a result that is held in memory.
 *
 * @param file the file
 * @param header that it must have
 * @param remedy what to do about a wrong one
 */
record ResultCsv(Path file, List<String> header, String remedy) {

    private static final long MOST_BYTES = 64 << 20;
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    /**
     * Reads the file.
     *
     * @param part what of its text is read
     * @param rows is given each row
     * @throws ResultException where it can't be read, is too large or has another header, or from {@code rows}
     */
    void read(UnaryOperator<String> part, Consumer<CSVRecord> rows) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ResultException(file, "it has more than " + (MOST_BYTES >> 20) + " MiB", remedy);
            }
            String text = part.apply(Files.readString(file, StandardCharsets.UTF_8));
            try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
                if (!parser.getHeaderNames().equals(header)) {
                    throw new ResultException(file, "its first line is not " + String.join(",", header), remedy);
                }
                parser.forEach(rows);
            }
        } catch (IOException e) {
            throw unreadable(AtomicFile.reason(e));
        } catch (UncheckedIOException e) {
            throw unreadable(AtomicFile.reason(e.getCause()));
        } catch (IllegalArgumentException e) {
            throw unreadable(e.getMessage());
        }
    }

    private ResultException unreadable(String reason) {
        return new ResultException(file, "it can't be read: " + reason, remedy);
    }
}
