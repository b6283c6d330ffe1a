package io.github.l2nas.api.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Text that ends with an error where a line or the whole is longer than any csv file, before it fills the memory. A line that
 * goes on in quotes is one line.
 */
final class BoundedReader extends FilterReader {

    private final int mostInLine;
    private final long most;
    private long total;
    private long line = 1;
    private int inLine;
    private boolean quoted;

    /**
     * @param in the text
     * @param mostInLine characters of a line
     * @param most characters of the whole
     */
    BoundedReader(Reader in, int mostInLine, long most) {
        super(in);
        this.mostInLine = mostInLine;
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int character = in.read();
        if (character >= 0) {
            count((char) character);
        }
        return character;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        for (int i = offset; i < offset + read; i++) {
            count(buffer[i]);
        }
        return read;
    }

    private void count(char character) throws IOException {
        if (character == '"') {
            quoted = !quoted;
        }
        if (character == '\n' && !quoted) {
            line++;
            inLine = 0;
        } else if (++inLine > mostInLine) {
            throw new IOException("line " + line + " has more than " + mostInLine
                    + " characters, so this is no csv file or it is damaged");
        }
        if (++total > most) {
            throw new IOException("it has more than " + most + " characters");
        }
    }

    /** Positions are counted once. */
    @Override
    public boolean markSupported() {
        return false;
    }
}
