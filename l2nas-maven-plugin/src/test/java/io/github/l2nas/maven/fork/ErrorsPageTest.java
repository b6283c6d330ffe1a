package io.github.l2nas.maven.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the page of errors: each row is what the plugin says, or what a test makes it say. */
class ErrorsPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("src/site/markdown/errors.md")).stream()
                .filter(line ->
                        line.startsWith("| ") && !line.startsWith("| message") && !line.startsWith("| exit code"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    @Test
    void anExitCodeIsExplainedAsThePageSays() throws IOException {
        List<List<String>> codes =
                rows().stream().filter(row -> row.size() == 3).toList();

        assertThat(codes).hasSizeGreaterThan(5).allSatisfy(row -> {
            String message = CrashDiagnosis.of(Integer.parseInt(row.get(0)), code(row.get(1)));
            assertThat(code(row.get(2)))
                    .isNotEmpty()
                    .allSatisfy(part -> assertThat(message).contains(part));
        });
    }

    @Test
    void eachMessageIsThatOfATest() throws IOException {
        List<List<String>> messages =
                rows().stream().filter(row -> row.size() == 2).toList();
        List<String> tests = tests();

        assertThat(messages).hasSizeGreaterThan(10);
        assertThat(messages)
                .extracting(row -> code(row.get(0)).get(0))
                .filteredOn(text -> tests.stream().noneMatch(test -> test.contains(text)))
                .isEmpty();
    }

    /** Sources of all tests, texts that are broken over lines put together. */
    private static List<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().matches(".*/src/(test/java|it)/.*\\.(java|groovy)"))
                    .filter(file -> !file.endsWith("ErrorsPageTest.java"))
                    .map(ErrorsPageTest::source)
                    .toList();
        }
    }

    private static String source(Path file) {
        try {
            return Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
