package io.github.l2nas.engine.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.Sha256;
import io.github.l2nas.api.result.ResultJson;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The scores of one evaluator, as it is set up, in a directory that several searches may use at once: a folder for all that
 * scores depend on beside the architecture, with {@value #DETERMINANTS} that tells it, and a file for each score. A file
 * appears whole or not at all; one that is damaged counts as missing. Nothing is ever deleted.
 */
public final class EvaluationStore {

    /** Changes when the built-in evaluators score otherwise, so that older scores are left alone. */
    private static final String FORMAT = "1";

    private static final String DETERMINANTS = "depends-on.json";
    private static final int GROUP_DIGITS = 16;
    private static final int FILE_DIGITS = 40;
    private static final long LARGEST_FILE = 1 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path root;
    private final Path group;
    private final Map<String, String> determinants;
    private final boolean usesSeed;
    private final Consumer<String> notes;
    private final AtomicInteger reused = new AtomicInteger();
    private final AtomicInteger added = new AtomicInteger();
    private final AtomicBoolean described = new AtomicBoolean();
    private final AtomicBoolean complained = new AtomicBoolean();

    /**
     * @param root the store's directory; it may be missing, then it is made with the first score
     * @param evaluator name of the evaluator, for the folder's name
     * @param determinants all that scores depend on beside the candidate, by name
     * @param usesSeed whether scores depend on the candidate's seed
     * @param notes takes sentences that the user should read
     */
    public EvaluationStore(
            Path root, String evaluator, Map<String, String> determinants, boolean usesSeed, Consumer<String> notes) {
        this.root = root;
        this.determinants = new TreeMap<>(determinants);
        this.determinants.put("store format", FORMAT);
        this.usesSeed = usesSeed;
        this.notes = notes;
        String simple = evaluator.substring(evaluator.lastIndexOf('.') + 1).replaceAll("[^A-Za-z0-9_-]", "_");
        group = root.resolve(simple + "-" + Sha256.hex(lines(this.determinants)).substring(0, GROUP_DIGITS));
    }

    private static String lines(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name)
                .append('=')
                .append(value.replace("\\", "\\\\").replace("\n", "\\n"))
                .append('\n'));
        return text.toString();
    }

    /**
     * Looks a score up.
     *
     * @param candidate what is to be scored
     * @return its score, where the store has one
     */
    public Optional<Score> find(Candidate candidate) {
        ObjectNode key = key(candidate);
        Path file = file(key);
        byte[] content;
        try {
            content = Files.size(file) > LARGEST_FILE ? new byte[0] : Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            notes.accept(file + " can't be read (" + AtomicFile.reason(e) + "); the architecture is scored again");
            return Optional.empty();
        }
        Optional<Score> score = parse(content, key);
        if (score.isEmpty()) {
            notes.accept(file + " is damaged; the architecture is scored again");
        } else {
            reused.incrementAndGet();
        }
        return score;
    }

    /**
     * Keeps a score. Where it can't be written a note says so, once: the search itself goes on.
     *
     * @param candidate what was scored
     * @param score its score
     */
    public void keep(Candidate candidate, Score score) {
        ObjectNode key = key(candidate);
        try {
            Files.createDirectories(group);
            if (described.compareAndSet(false, true)) {
                writeWhole(group.resolve(DETERMINANTS), ResultJson.bytes(description()));
            }
            writeWhole(file(key), content(key, score));
            added.incrementAndGet();
        } catch (IOException e) {
            if (complained.compareAndSet(false, true)) {
                notes.accept("can't write scores into " + root + ": " + AtomicFile.reason(e)
                        + ". This search keeps them in its journal alone; make room or give another evaluationStore");
            }
        }
    }

    private ObjectNode key(Candidate candidate) {
        ObjectNode key = ResultJson.object();
        key.put("architecture", candidate.architecture().identity());
        key.put("fidelity", ResultJson.number(candidate.fidelity()));
        if (usesSeed) {
            key.put("seed", candidate.seed());
        }
        return key;
    }

    private Path file(ObjectNode key) {
        return group.resolve(Sha256.hex(ResultJson.bytes(key)).substring(0, FILE_DIGITS) + ".json");
    }

    private ObjectNode description() {
        ObjectNode root = ResultJson.object();
        determinants.forEach(root::put);
        return root;
    }

    private static byte[] content(ObjectNode key, Score score) {
        ObjectNode record = key.deepCopy();
        record.put("accuracy", ResultJson.number(score.accuracy()));
        ObjectNode metrics = record.putObject("metrics");
        score.metrics().forEach((name, value) -> metrics.put(name, ResultJson.number(value)));
        String check = Sha256.hex(ResultJson.bytes(record));
        return ResultJson.bytes(record.put("sha256", check));
    }

    /** The score, where these are the bytes that {@link #content} makes of it. */
    private static Optional<Score> parse(byte[] content, ObjectNode key) {
        try {
            JsonNode record = MAPPER.readTree(content);
            if (!record.path("accuracy").isNumber()) {
                return Optional.empty();
            }
            Map<String, Double> metrics = new TreeMap<>();
            record.path("metrics")
                    .properties()
                    .forEach(metric ->
                            metrics.put(metric.getKey(), metric.getValue().doubleValue()));
            Score score = new Score(record.path("accuracy").doubleValue(), metrics);
            return Arrays.equals(content, content(key, score)) ? Optional.of(score) : Optional.empty();
        } catch (IOException | TrialFailedException e) {
            return Optional.empty();
        }
    }

    /** Several processes may write the same file: each writes one of its own and moves it there. */
    private static void writeWhole(Path file, byte[] content) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(beside, content);
            move(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileAlreadyExistsException e) {
            // Where the system can't replace a file at once, the one that is there has the same content.
        }
    }

    /**
     * How many scores were found.
     *
     * @return since this was made
     */
    public int reused() {
        return reused.get();
    }

    /**
     * How many scores were added.
     *
     * @return since this was made
     */
    public int added() {
        return added.get();
    }

    /**
     * Where the scores are.
     *
     * @return the store's directory
     */
    public Path root() {
        return root;
    }
}
