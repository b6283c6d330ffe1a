package io.github.l2nas.maven.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links within the documentation lead somewhere; of links to elsewhere only the form is checked, for want of a network. */
class LinksTest {

    private static final Path RESOURCES = Path.of("src", "site", "resources");
    private static final Path MENU = Path.of("src", "site", "site.xml");
    private static final Pattern ITEM = Pattern.compile("href=\"([^\"]+)\"");

    private static final Path MENU_OF_GOALS = Path.of("l2nas-maven-plugin", "src", "site", "site.xml");

    /** What {@code mvn site} makes of the plugin's descriptor and of the API's comments. */
    private static final Pattern GENERATED =
            Pattern.compile("goals/(plugin-info|[a-z-]+-mojo)\\.html|apidocs/.+\\.html");

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Page page) {
        assertThat(page.links()).allSatisfy(link -> {
            if (URI.create(link).isAbsolute()) {
                assertThat(URI.create(link)).hasScheme("https").hasNoUserInfo();
            } else {
                requireTarget(page, link);
            }
        });
    }

    private static void requireTarget(Page page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        if (page.isOfSite() && GENERATED.matcher(file).matches()) {
            return;
        }
        Path target = file.isEmpty() ? page.path() : source(page, file);
        assertThat(Page.ROOT.resolve(target)).exists();
        if (hash >= 0) {
            boolean ofSite = page.isOfSite();
            assertThat(Page.read(target).headings().stream().map(heading -> ofSite ? siteId(heading) : gitId(heading)))
                    .contains(link.substring(hash + 1));
        }
    }

    /** The file that a link's target is made of. */
    private static Path source(Page page, String link) {
        Path target = page.path().resolveSibling(link).normalize();
        if (!page.isOfSite()) {
            return target;
        }
        Path inSite = Page.SITE.relativize(target);
        return link.endsWith(".html")
                ? Page.SITE.resolve(inSite.toString().replaceFirst("html$", "md"))
                : RESOURCES.resolve(inSite);
    }

    /** The id that Doxia gives a heading. */
    private static String siteId(String heading) {
        return URLEncoder.encode(heading.strip().replace(' ', '_'), StandardCharsets.UTF_8)
                .replace('%', '.');
    }

    /** The id that hosts of repositories give a heading. */
    private static String gitId(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }

    @Test
    void thePagesOfGoalsHaveTheMenuOfAllOthers() throws IOException {
        String seenFromGoals =
                menu(MENU).replaceAll("href=\"(?!goals/)", "href=\"../").replace("href=\"goals/", "href=\"");

        assertThat(menu(MENU_OF_GOALS)).isEqualTo(seenFromGoals);
    }

    private static String menu(Path site) throws IOException {
        String text = Files.readString(Page.ROOT.resolve(site));
        return text.substring(text.indexOf("<menu "), text.lastIndexOf("</menu>"));
    }

    @Test
    void theMenuLeadsToEveryPage() throws IOException {
        Set<String> items = ITEM.matcher(Files.readString(Page.ROOT.resolve(MENU)))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
        Set<String> pages = pages().stream()
                .filter(Page::isOfSite)
                .map(page -> Page.SITE.relativize(page.path()).toString().replaceFirst("md$", "html"))
                .filter(page -> !page.startsWith("decisions/") || page.endsWith("/index.html"))
                .collect(Collectors.toSet());
        items.removeIf(item -> GENERATED.matcher(item).matches());
        assertThat(items).isEqualTo(pages);
    }

    @Test
    void theListOfDecisionsLeadsToEveryOne() throws IOException {
        Page index = Page.read(Page.SITE.resolve("decisions/index.md"));
        try (var files = Files.list(Page.ROOT.resolve(Page.SITE).resolve("decisions"))) {
            Set<String> decisions = files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("index.md"))
                    .map(file -> file.replaceFirst("md$", "html"))
                    .collect(Collectors.toSet());
            assertThat(Set.copyOf(index.links())).isEqualTo(decisions);
        }
    }

    @Test
    void aLinkThatLeadsNowhereIsFound() {
        Page page = Page.read(Page.SITE.resolve("index.md"));
        for (String wrong : List.of("serch.html", "search.html#No_such_heading", "schemas/none.json")) {
            assertThatThrownBy(() -> requireTarget(page, wrong)).isInstanceOf(AssertionError.class);
        }
    }
}
