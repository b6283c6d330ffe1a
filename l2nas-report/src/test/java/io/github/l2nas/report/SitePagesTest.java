package io.github.l2nas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the documentation, once {@code mvn site} has made them. */
class SitePagesTest {

    private static final Path SITE = Path.of("..", "target", "site");
    private static final int WIDE = 1280;
    private static final int NARROW = 360;
    private static final Pattern DESCRIPTION = Pattern.compile("<meta name=\"description\" content=\"([^\"]*)\"");

    @TempDir
    private static Path directory;

    private static Browser browser;
    private static String problems;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Files.exists(SITE.resolve("js/search-index.js")), "the site was not made: its pages are not tested");
        assumeTrue(Browser.isInstalled(), "there is no chromedriver: how pages look is not tested");
        browser = Browser.start(directory.resolve("profile"));
        problems = Browser.problemsScript("site-problems.js");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    /** All pages of ours, decisions and goals among them; an empty site has its menu's first one. */
    static List<Path> pages() throws IOException {
        if (Files.notExists(SITE)) {
            return List.of(SITE.resolve("index.html"));
        }
        try (Stream<Path> files = Files.walk(SITE, 2)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .filter(file -> !file.startsWith(SITE.resolve("apidocs")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageLooksRight(Path page) throws IOException {
        assertLooksRight(page, WIDE, "light");
        assertLooksRight(page, NARROW, "dark");
        // Decisions look alike, and so do goals.
        if (page.getParent().equals(SITE)) {
            assertLooksRight(page, WIDE, "dark");
            assertLooksRight(page, NARROW, "light");
        }
    }

    @Test
    void eachPageHasADescriptionOfItsOwn() throws IOException {
        Map<String, Path> pages = new HashMap<>();
        for (Path page : pages()) {
            Matcher description = DESCRIPTION.matcher(Files.readString(page));

            assertThat(description.find()).as("%s has a description", page).isTrue();
            assertThat(description.group(1)).as("%s", page).hasSizeBetween(25, 250);
            assertThat(pages.put(description.group(1), page))
                    .as("the description of %s", page)
                    .isNull();
        }
    }

    private static void assertLooksRight(Path page, int width, String scheme) throws IOException {
        browser.open(page, width, scheme);
        assertThat(browser.run(problems)).as("%d, %s", width, scheme).isEmpty();
        assertThat(browser.console()).as("console").isEmpty();
    }

    /** Types into the search of a page; the answer is looked at by the next script. */
    private static void search(Path page, String words) throws IOException {
        browser.open(page, WIDE, "light");
        browser.run("const box = document.getElementById('siteSearch'); box.focus(); box.value = '" + words
                + "'; box.dispatchEvent(new Event('input')); return [];");
        for (int wait = 0; wait < 100 && results().isEmpty(); wait++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static List<String> results() throws IOException {
        return browser.run("return [...document.querySelectorAll('#siteResults a')].map(a => new URL(a.href).pathname"
                + ".split('/').slice(-2).join('/') + new URL(a.href).hash);");
    }

    @Test
    void theSearchFindsASectionFromEveryDepth() throws IOException {
        search(SITE.resolve("index.html"), "warm-up ranks");
        assertThat(results()).anyMatch(url -> url.startsWith("site/proxies.html"));

        search(SITE.resolve("decisions/index.html"), "trialConcurrency");
        assertThat(results()).anyMatch(url -> url.startsWith("site/many-machines.html"));
    }

    @Test
    void everySectionOfTheIndexIsThere() throws IOException {
        search(SITE.resolve("index.html"), "latency");
        List<String> urls = browser.run("return window.siteIndex.map(entry => entry.url);");

        assertThat(urls).hasSizeGreaterThan(100).allMatch(SitePagesTest::isThere);
    }

    private static boolean isThere(String url) {
        String[] parts = url.split("#", 2);
        try {
            String page = Files.readString(SITE.resolve(parts[0]));
            return parts.length == 1 || page.contains("id=\"" + parts[1] + "\"");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void nothingIsFoundOfNonsense() throws IOException {
        search(SITE.resolve("index.html"), "qqqqzzzz");

        assertThat(browser.run("return [document.getElementById('siteResults').textContent];"))
                .containsExactly("Nothing is found.");
    }
}
