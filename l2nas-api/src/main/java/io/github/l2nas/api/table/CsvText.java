package io.github.l2nas.api.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;

/** The text of csv files as programs save them: UTF-8, with or without a byte order mark. */
public final class CsvText {

    /** How csv files are read: RFC 4180, empty lines left out. */
    public static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private static final int BYTE_ORDER_MARK = 0xfeff;

    private CsvText() {}

    /**
     * Opens a csv file's text.
     *
     * @param in the file's bytes
     * @return the text without byte order mark; reading throws {@link java.nio.charset.CharacterCodingException} where it
     *     is not UTF-8
     * @throws IOException from {@code in}
     */
    public static Reader of(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }
}
