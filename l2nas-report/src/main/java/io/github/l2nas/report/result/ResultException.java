package io.github.l2nas.report.result;

import java.io.Serial;
import java.nio.file.Path;

/** A file that is not the result it should be. The message names the file, what is wrong and what to do. */
public final class ResultException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param file the file
     * @param problem what is wrong with it
     * @param remedy what to do, a clause without a full stop
     */
    public ResultException(Path file, String problem, String remedy) {
        super(file + ": " + problem + ". " + remedy);
    }
}
