package io.github.l2nas.api.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that a job has started and that have not ended: a file for each in the job's output directory, named for the
 * process's number. A job or a worker that is killed can't end them; whoever holds the directory next does, or the job whose
 * worker it was. The file holds the instant at which the program started, so that no other process is ended that was given the
 * number later, and the number of the process that started it. Where the system does not tell that instant, nothing is recorded.
 */
public final class StartedPrograms {

    private static final String DIRECTORY = "programs";

    private final Path directory;

    /**
     * @param output the job's output directory; it need not be there
     */
    public StartedPrograms(Path output) {
        directory = output.resolve(DIRECTORY);
    }

    /**
     * Takes note of a program that this process has started.
     *
     * @param program has started
     * @throws IOException where that can't be written
     */
    public void add(ProcessHandle program) throws IOException {
        Optional<String> start = start(program);
        if (start.isPresent()) {
            Files.createDirectories(directory);
            Files.writeString(
                    file(program.pid()),
                    start.get() + "\n" + ProcessHandle.current().pid());
        }
    }

    /**
     * Forgets a program that has ended.
     *
     * @param number the process's
     */
    public void remove(long number) {
        try {
            Files.deleteIfExists(file(number));
        } catch (IOException e) {
            return; // it stays as a note of a program that is no more
        }
    }

    /**
     * Ends the programs that a killed job has left, with all that they have started. To be called by who holds the output
     * directory.
     *
     * @return how many were still running
     */
    public int endThoseLeft() {
        int ended = end(files());
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            return ended; // somebody keeps other files there
        }
        return ended;
    }

    /**
     * Ends the programs that a killed process of the job has left, with all that they have started.
     *
     * @param owner number of the process that started them
     */
    public void endThoseOf(long owner) {
        end(files().stream().filter(file -> owned(file, owner)).toList());
    }

    private int end(List<Path> files) {
        int ended = 0;
        for (Path file : files) {
            Optional<ProcessHandle> program = running(file);
            program.ifPresent(StartedPrograms::kill);
            ended += program.isPresent() ? 1 : 0;
            remove(Long.parseLong(file.getFileName().toString()));
        }
        return ended;
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{1,18}"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> running(Path file) {
        Optional<String> start = lines(file).stream().findFirst();
        return ProcessHandle.of(Long.parseLong(file.getFileName().toString()))
                .filter(program -> start.isPresent() && start(program).equals(start));
    }

    private static boolean owned(Path file, long owner) {
        List<String> lines = lines(file);
        return lines.size() == 2 && lines.get(1).equals(Long.toString(owner));
    }

    /** None where the note can't be read: the program may have ended meanwhile. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path file(long number) {
        return directory.resolve(Long.toString(number));
    }

    private static Optional<String> start(ProcessHandle program) {
        return program.info().startInstant().map(Instant::toString);
    }

    /**
     * Ends a program and everything that it has started, the program first, so that it starts nothing more.
     *
     * @param program the program
     */
    public static void kill(ProcessHandle program) {
        List<ProcessHandle> children = program.children().toList();
        program.destroyForcibly();
        children.forEach(StartedPrograms::kill);
    }
}
