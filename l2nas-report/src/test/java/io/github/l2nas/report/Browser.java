package io.github.l2nas.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium, driven through chromedriver by the W3C WebDriver protocol. */
public final class Browser implements AutoCloseable {

    private static final int MOST_WAITS = 600;
    private static final int MILLIS_PER_WAIT = 100;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Process driver;
    private final HttpClient client;
    private final String session;

    private Browser(Process driver, String address, Path profile) throws IOException {
        this.driver = driver;
        client = HttpClient.newHttpClient();
        ObjectNode always = JSON.createObjectNode().put("browserName", "chrome");
        always.putObject("goog:loggingPrefs").put("browser", "ALL");
        ArrayNode arguments = always.putObject("goog:chromeOptions").putArray("args");
        ARGUMENTS.forEach(arguments::add);
        arguments.add("--user-data-dir=" + profile);
        ObjectNode body = JSON.createObjectNode();
        body.putObject("capabilities").set("alwaysMatch", always);
        session = address + "/session/"
                + post(address + "/session", body).get("sessionId").asText();
    }

    /** Whether there is a browser on this machine. */
    public static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "chromedriver")));
    }

    /**
     * What {@link #run} takes to look for what is wrong on a page.
     *
     * @param kind the script of a kind of page, beside this class
     * @return the script, after the one for all pages
     */
    public static String problemsScript(String kind) throws IOException {
        return script("page-problems.js") + script(kind);
    }

    private static String script(String name) throws IOException {
        try (InputStream in = Browser.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Starts a browser.
     *
     * @param profile an empty directory
     */
    public static Browser start(Path profile) throws IOException {
        Process driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        BufferedReader output = driver.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return new Browser(driver, "http://127.0.0.1:" + started.group(1), profile);
            }
        }
        throw new IOException("chromedriver has ended without starting");
    }

    private JsonNode post(String address, JsonNode body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofMinutes(3))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return send(request);
    }

    private JsonNode send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(response.body());
            }
            return JSON.readTree(response.body()).get("value");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void command(String name, ObjectNode parameters) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("cmd", name);
        body.set("params", parameters);
        post(session + "/goog/cdp/execute", body);
    }

    /**
     * Opens a page.
     *
     * @param page a file
     * @param width of the window in pixels
     * @param scheme {@code light} or {@code dark}
     */
    public void open(Path page, int width, String scheme) throws IOException {
        command(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", 900)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        ObjectNode media = JSON.createObjectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        command("Emulation.setEmulatedMedia", media);
        // An address of its own, so that the page before is not taken for this one while it is read.
        String query = "?" + width + "-" + scheme;
        post(session + "/url", JSON.createObjectNode().put("url", page.toUri() + query));
        List<String> done = List.of("complete" + query);
        for (int wait = 0;
                !run("return [document.readyState + location.search]").equals(done);
                wait++) {
            if (wait == MOST_WAITS) {
                throw new IOException(page + " is not read in a minute");
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(MILLIS_PER_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** What a script returns, a list of texts. */
    public List<String> run(String script) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("script", script);
        body.putArray("args");
        List<String> texts = new ArrayList<>();
        post(session + "/execute/sync", body).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** What the pages have written to the console since the last call. */
    public List<String> console() throws IOException {
        List<String> messages = new ArrayList<>();
        post(session + "/se/log", JSON.createObjectNode().put("type", "browser"))
                .forEach(entry -> messages.add(entry.get("message").asText()));
        return messages;
    }

    @Override
    public void close() {
        try {
            send(HttpRequest.newBuilder(URI.create(session)).DELETE().build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            driver.destroy();
        }
    }
}
