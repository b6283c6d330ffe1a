package io.github.l2nas.maven.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.job.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A published result beside the one that was computed again.
 *
 * @param published the published one
 * @param again the file computed again
 * @param publishedHistory {@code history.csv} that was published with it
 * @param historyAgain that of the search done again; need not exist
 */
public record Reproduction(PublishedResult published, Path again, Optional<Path> publishedHistory, Path historyAgain) {

    private static final int SHOWN = 4;
    private static final String PROVENANCE = "provenance.";
    private static final Set<String> CIRCUMSTANCES = Set.of("engine", "backend", "shards", "threads", "instructions");

    /**
     * Whether all bytes are the same: the result's, and its history's where that was published.
     *
     * @return true where nothing differs
     * @throws IOException where a file can't be read
     */
    public boolean succeeded() throws IOException {
        return Files.mismatch(published.file(), again) < 0
                && (publishedHistory.isEmpty() || Files.mismatch(publishedHistory.get(), historyAgain) < 0);
    }

    /**
     * What differs.
     *
     * @return sentences: the first trial that does, values of the result, and what it was made with
     * @throws IOException where a file can't be read
     */
    public List<String> differences() throws IOException {
        List<String> told = new ArrayList<>();
        if (publishedHistory.isPresent()) {
            firstTrial(Files.readAllLines(publishedHistory.get()), Files.readAllLines(historyAgain))
                    .ifPresent(told::add);
        }
        Map<String, String> before = flat(published.content());
        Map<String, String> now = flat(PublishedResult.content(again));
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        List<String> results = new ArrayList<>();
        List<String> circumstances = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(before.get(name), now.get(name))) {
                String change = name + " is " + now.getOrDefault(name, "absent") + ", was "
                        + before.getOrDefault(name, "absent");
                (isCircumstance(name) ? circumstances : results).add(change);
            }
        }
        if (results.isEmpty() && circumstances.isEmpty() && told.isEmpty()) {
            told.add("all values are the same, bytes beside them differ"
                    + (published.output().endsWith(".zip") ? ": the weights" : ""));
        }
        told.addAll(shortened("result: ", results));
        told.addAll(shortened("made with: ", circumstances));
        return told;
    }

    /** The job says again what it was made with. */
    private static Map<String, String> flat(JsonNode content) {
        Map<String, String> flat = FlatJson.of(content, JsonNode::asText);
        flat.keySet().removeIf(name -> name.startsWith("job.") || name.startsWith(PROVENANCE + "job."));
        return flat;
    }

    private static boolean isCircumstance(String name) {
        return name.startsWith(PROVENANCE) || CIRCUMSTANCES.contains(name);
    }

    private static List<String> shortened(String what, List<String> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        int rest = changes.size() - SHOWN;
        String shown = String.join("; ", changes.subList(0, Math.min(SHOWN, changes.size())));
        return List.of(what + shown + (rest > 0 ? "; and " + rest + " more" : ""));
    }

    /** Rows below the headers; a row begins with the number of its step. */
    private static Optional<String> firstTrial(List<String> before, List<String> now) {
        for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
            String was = i < before.size() ? before.get(i) : "absent";
            String is = i < now.size() ? now.get(i) : "absent";
            if (!was.equals(is)) {
                return Optional.of("the first trial that differs is step " + i + ": it is " + is + ", was " + was);
            }
        }
        return Optional.empty();
    }
}
