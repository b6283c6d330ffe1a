package io.github.l2nas.api.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this engine, part of every result's provenance. */
public final class EngineVersion {

    private EngineVersion() {}

    /**
     * The Maven version of the engine.
     *
     * @return for example {@code 0.1.0}
     */
    public static String current() {
        Properties properties = new Properties();
        try (InputStream in = EngineVersion.class.getResourceAsStream("/io/github/l2nas/api/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
