package io.github.l2nas.engine.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.trial.Trial;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The append-only record of finished trials: JSON lines, the first naming the search they belong to. A line that a kill
 * cut short is dropped when the journal is opened again.
 */
public final class Journal implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;
    private final List<Trial> recorded;
    private final int replaced;
    private final boolean isNew;

    private Journal(Path file, FileChannel channel, List<Trial> recorded, int replaced, boolean isNew) {
        this.file = file;
        this.channel = channel;
        this.recorded = List.copyOf(recorded);
        this.replaced = replaced;
        this.isNew = isNew;
    }

    private record Header(String search) {}

    /**
     * Opens the journal of a search, keeping what is recorded there; a journal of another search is replaced. Then {@link
     * #replaced()} tells of it.
     *
     * @param file the journal; its directory exists
     * @param search identifies all that the search's trials depend on
     * @return the journal
     * @throws JobException where the file can't be used or is damaged before its last line
     */
    public static Journal open(Path file, String search) {
        try {
            byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            List<Trial> recorded = new ArrayList<>();
            int whole = readLines(file, content, search, recorded);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.truncate(whole).position(whole);
            int replaced = whole == 0 ? Math.max(0, lines(content) - 1) : 0;
            Journal journal = new Journal(file, channel, recorded, replaced, whole == 0);
            if (whole == 0) {
                journal.write(MAPPER.writeValueAsBytes(new Header(search)));
            }
            return journal;
        } catch (IOException e) {
            throw new JobException("outputDirectory", "can't use " + file + ": " + AtomicFile.reason(e));
        }
    }

    private static int lines(byte[] content) {
        int lines = 0;
        for (byte character : content) {
            if (character == '\n') {
                lines++;
            }
        }
        return lines;
    }

    /** Returns how many bytes hold whole lines of this search. */
    private static int readLines(Path file, byte[] content, String search, List<Trial> recorded) {
        int start = 0;
        int line = 0;
        for (int end = 0; end < content.length; end++) {
            if (content[end] != '\n') {
                continue;
            }
            String text = new String(content, start, end - start, StandardCharsets.UTF_8);
            line++;
            try {
                if (line == 1) {
                    Header header = MAPPER.readValue(text, Header.class);
                    if (header == null || header.search() == null) {
                        throw damaged(file, line, "it names no search");
                    }
                    if (!header.search().equals(search)) {
                        return 0;
                    }
                } else {
                    Trial trial = MAPPER.readValue(text, Trial.class);
                    if (trial == null || trial.architecture() == null || trial.origin() == null) {
                        throw damaged(file, line, "it holds no trial");
                    }
                    if (trial.step() != line - 1) {
                        throw damaged(file, line, "expected step " + (line - 1) + ", got " + trial.step());
                    }
                    recorded.add(trial);
                }
            } catch (JsonProcessingException e) {
                throw damaged(file, line, e.getOriginalMessage());
            }
            start = end + 1;
        }
        return start;
    }

    private static JobException damaged(Path file, int line, String what) {
        return new JobException(
                "outputDirectory",
                file + ", line " + line + ", is damaged (" + what
                        + "). Delete the file to search anew, or cut it before"
                        + " that line to keep the trials above");
    }

    /**
     * The trials that were recorded when the journal was opened.
     *
     * @return an immutable list, step 1 first
     */
    public List<Trial> recorded() {
        return recorded;
    }

    /**
     * How many trials of another search were replaced when the journal was opened.
     *
     * @return 0 where it was this search's, or new
     */
    public int replaced() {
        return replaced;
    }

    /**
     * Whether there was no journal of this search when it was opened.
     *
     * @return true where there was none, or another search's
     */
    public boolean isNew() {
        return isNew;
    }

    /**
     * Records a trial; when this returns, the trial survives a kill of the process.
     *
     * @param trial the trial
     */
    public void append(Trial trial) {
        try {
            write(MAPPER.writeValueAsBytes(trial));
        } catch (IOException e) {
            throw new JobException(
                    "outputDirectory",
                    "can't write " + file + ": " + AtomicFile.reason(e) + ". Make room, then run again: the "
                            + (trial.step() - 1) + " trials before are kept");
        }
    }

    private void write(byte[] line) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n');
        bytes.flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Drops recorded trials after a step, so that the next run makes them again.
     *
     * @param steps number of trials to keep
     */
    public void truncate(int steps) {
        try {
            byte[] content = Files.readAllBytes(file);
            int lines = 0;
            for (int i = 0; i < content.length; i++) {
                if (content[i] == '\n' && ++lines == steps + 1) {
                    channel.truncate(i + 1L).position(i + 1L);
                    return;
                }
            }
        } catch (IOException e) {
            throw new JobException("outputDirectory", "can't shorten " + file + ": " + AtomicFile.reason(e));
        }
    }

    /** Forces what is recorded to the disk, so that it survives a power failure too. */
    public void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new JobException("outputDirectory", "can't write " + file + ": " + AtomicFile.reason(e));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new JobException("outputDirectory", "can't write " + file + ": " + AtomicFile.reason(e));
        }
    }
}
