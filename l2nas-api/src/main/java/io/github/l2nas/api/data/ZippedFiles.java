package io.github.l2nas.api.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip's entries, read where they lie; nothing is unpacked to disk. */
final class ZippedFiles extends DataFiles {

    private final ZipFile zip;

    ZippedFiles(String dataset, Path file) throws IOException {
        super(dataset);
        zip = new ZipFile(file.toFile());
        try {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                add(entries.nextElement());
            }
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private void add(ZipEntry entry) {
        String name = entry.getName();
        if (name.startsWith("/")
                || name.contains("\\")
                || Arrays.asList(name.split("/", -1)).contains("..")) {
            throw wrong("its entry '" + name + "' points outside of it or is named as on Windows. Pack it again, with"
                    + " relative names and slashes");
        }
        if (entry.isDirectory()) {
            addFolder(name.substring(0, name.length() - 1));
        } else {
            addFile(name);
        }
    }

    @Override
    InputStream stream(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return new Checked(zip.getInputStream(entry), entry);
    }

    @Override
    public long size(String name) {
        return zip.getEntry(name).getSize();
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads to the end before it is closed, and compares length and checksum there, which {@link ZipFile} does not. Stops
     * where an entry is longer than it says.
     */
    private static final class Checked extends FilterInputStream {

        private final CRC32 checksum = new CRC32();
        private final long expected;
        private final long declared;
        private long position;
        private boolean closed;

        private Checked(InputStream in, ZipEntry entry) {
            super(in);
            expected = entry.getCrc();
            declared = entry.getSize();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read >= 0) {
                checksum.update(bytes, offset, read);
                position += read;
                if (position > declared) {
                    throw new ZipException("it is longer than the " + declared + " bytes that it says");
                }
            } else if (checksum.getValue() != expected) {
                throw new ZipException("its checksum is wrong");
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 1 << 16)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                try {
                    transferTo(OutputStream.nullOutputStream());
                } finally {
                    super.close();
                }
            }
        }
    }
}
