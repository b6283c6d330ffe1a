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

    /** A line of a hundred thousand numbers fits. */
    private static final int MOST_IN_LINE = 1 << 22;

    private CsvText() {}

    /**
     * Opens a csv file's text.
     *
     * @param in the file's bytes
     * @return the text without byte order mark; reading throws {@link java.nio.charset.CharacterCodingException} where it
     *     is not UTF-8, and an {@link IOException} where a line has more than four million characters
     * @throws IOException from {@code in}
     */
    public static Reader of(InputStream in) throws IOException {
        return of(in, Long.MAX_VALUE);
    }

    /**
     * Opens the text of a csv file that is not larger than memory.
     *
     * @param in the file's bytes
     * @param most characters of the whole text
     * @return as {@link #of(InputStream)}; reading throws an {@link IOException} also where there are more than {@code most}
     * @throws IOException from {@code in}
     */
    static Reader of(InputStream in, long most) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return new BoundedReader(reader, MOST_IN_LINE, most);
    }
}
