package io.github.l2nas.maven.progress;

import java.io.Console;
import java.nio.charset.Charset;

/** The terminal at which a person may sit. */
public final class Terminal {

    private Terminal() {}

    /**
     * Whether input and output are a terminal's. From Java 22 there is a console without one, too, and {@code isTerminal}
     * tells.
     *
     * @return false in pipes and on build servers
     */
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isPresent() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /**
     * Whether what is printed can hold block and box-drawing characters. From Java 19 the encoding of the output has a property of its own.
     *
     * @return false for an encoding without them
     */
    public static boolean showsBars() {
        String encoding = System.getProperty(
                "stdout.encoding",
                System.getProperty(
                        "sun.stdout.encoding", Charset.defaultCharset().name()));
        return Charset.isSupported(encoding)
                && Charset.forName(encoding).newEncoder().canEncode("\u2581\u253c");
    }
}
