package io.github.l2nas.maven.input;

import io.github.l2nas.maven.parameter.ParameterException;
import java.nio.file.Path;

/** A parameter names a file that is not there. */
public final class MissingFileException extends ParameterException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /**
     * @param message names the parameter
     * @param file that was looked for, absolute
     */
    MissingFileException(String message, Path file) {
        super(message);
        this.file = file;
    }

    /**
     * The file.
     *
     * @return absolute
     */
    public Path file() {
        return file;
    }
}
