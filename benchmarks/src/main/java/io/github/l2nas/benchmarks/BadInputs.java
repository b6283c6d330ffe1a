package io.github.l2nas.benchmarks;

import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ChoiceDefinition;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.engine.dataset.DatasetReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/**
 * Damages inputs of every kind and reads them: {@code BadInputs DIRECTORY [NUMBER]}. Whatever a file holds, reading it gives a
 * value or one message for its owner; anything else is a fault of ours. The same number gives the same inputs.
 */
public final class BadInputs {

    private static final int USUAL = 100;
    private static final int LONGEST_MESSAGE = 4000;
    private static final long SEED = 13;
    private static final int ROWS = 12;

    /** Reads an input; whatever it throws is looked at. */
    private interface Reader {
        void read(Path file) throws IOException;
    }

    /**
     * What became of the inputs.
     *
     * @param refused how many were refused with a message
     * @param read how many were read all the same: not all damage can be seen
     * @param faults what should not happen, with the input's number and kind
     */
    public record Outcome(int refused, int read, List<String> faults) {}

    private final Path directory;
    private final Map<String, byte[]> good = new TreeMap<>();
    private final Map<String, Reader> readers = new TreeMap<>();

    private BadInputs(Path directory) throws IOException {
        this.directory = directory;
        SearchSpace cells = SearchSpaces.named("nas-bench-201");
        SearchSpace genotypes = SearchSpaces.named("darts");
        byte[] table = table(cells);
        add("csv", table, file -> BenchmarkTable.read(file, "t", cells));
        add("csv.gz", gzip(table), file -> BenchmarkTable.read(file, "t", cells));
        add(
                "genotype",
                genotype(genotypes),
                file -> genotypes.parse(Files.readString(file, StandardCharsets.ISO_8859_1)));
        add(
                "json",
                "{\"name\": \"s\", \"choices\": {\"a\": [1, 2], \"b\": {\"values\": [3, 5], \"when\": {\"a\": [2]}}}}"
                        .getBytes(StandardCharsets.UTF_8),
                file -> ChoiceDefinition.read(Files.readString(file, StandardCharsets.ISO_8859_1)));
        for (String format : List.of("png", "jpeg", "bmp")) {
            add(format, picture(format), this::readPicture);
        }
        add("bin", new byte[3 * 3073], file -> dataset(file.getParent(), file, "data_batch_1.bin"));
    }

    private void add(String kind, byte[] content, Reader reader) {
        good.put(kind, content);
        readers.put(kind, reader);
    }

    private static byte[] table(SearchSpace space) {
        RandomStream random = new RandomStream(SEED, "table");
        StringBuilder text = new StringBuilder("architecture,accuracy,latency\n");
        for (int row = 0; row < ROWS; row++) {
            text.append(space.discretize(action(space, random)).notation())
                    .append(",9")
                    .append(row % 10)
                    .append(".5,")
                    .append(row)
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static float[] action(SearchSpace space, RandomStream random) {
        float[] action = new float[space.actionShape().size()];
        for (int i = 0; i < action.length; i++) {
            action[i] = random.nextFloat();
        }
        return action;
    }

    private static byte[] genotype(SearchSpace space) {
        return space.discretize(action(space, new RandomStream(SEED, "genotype")))
                .notation()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 16 * 12; i++) {
            image.setRGB(i % 16, i / 16, i * i * 7919);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /** A data set of two classes, in one of which the picture is. */
    private void readPicture(Path file) throws IOException {
        Path root = directory.resolve("pictures");
        String format = file.toString().replaceFirst(".*\\.", "");
        Files.createDirectories(root.resolve("other"));
        Files.write(root.resolve("other/good." + format), good.get(format));
        dataset(root, file, "damaged/it." + format);
    }

    private static void dataset(Path root, Path file, String name) throws IOException {
        Path place = root.resolve(name);
        Files.createDirectories(place.getParent());
        Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
        try {
            DatasetReader.read(new DatasetInput(new InputFile("set", root, ""), null, null, null, null, Map.of()));
        } finally {
            Files.delete(place);
        }
    }

    /**
     * Reads damaged inputs.
     *
     * @param directory where they are written, an empty one
     * @param number how many
     * @return what became of them
     * @throws IOException where one can't be written
     */
    public static Outcome run(Path directory, int number) throws IOException {
        BadInputs inputs = new BadInputs(directory);
        List<String> kinds = List.copyOf(inputs.good.keySet());
        List<String> faults = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < number; i++) {
            String kind = kinds.get(i % kinds.size());
            Path own = Files.createDirectories(directory.resolve(Integer.toString(i)));
            Path file = own.resolve("input." + kind);
            Files.write(file, damaged(inputs.good.get(kind), new RandomStream(SEED, "damage." + i)));
            try {
                inputs.readers.get(kind).read(file);
            } catch (JobException | IllegalArgumentException e) {
                refused++;
                if (!isForPeople(e)) {
                    faults.add(i + " (" + kind + "): a message that is not for people: " + e);
                }
            } catch (RuntimeException | Error e) {
                faults.add(i + " (" + kind + "): " + e);
            }
        }
        return new Outcome(refused, number - refused - faults.size(), faults);
    }

    private static boolean isForPeople(RuntimeException e) {
        String message = e.getMessage();
        return message != null
                && !message.isBlank()
                && message.length() <= LONGEST_MESSAGE + 100
                && (e instanceof JobException
                        || e.getClass().getName().startsWith("io.github.l2nas")
                        || e.getClass() == IllegalArgumentException.class);
    }

    /** Cuts, changes, inserts, repeats or empties. */
    private static byte[] damaged(byte[] content, RandomStream random) {
        int at = random.nextInt(content.length);
        byte[] changed = content.clone();
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(content, at);
            case 1 -> {
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 2 -> {
                Arrays.fill(changed, at, Math.min(content.length, at + 1 + random.nextInt(40)), (byte) 0);
                yield changed;
            }
            case 3 -> joined(Arrays.copyOf(content, at), content);
            case 4 -> joined(content, Arrays.copyOfRange(content, at, content.length));
            default ->
                joined(
                        Arrays.copyOf(content, at),
                        Arrays.copyOfRange(content, Math.min(content.length, at + 3), content.length));
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /**
     * Prints what became of the inputs; exit code 1 where there was a fault.
     *
     * @param arguments an empty directory, then how many inputs; 100 unless told
     */
    public static void main(String[] arguments) {
        int number = arguments.length > 1 ? Integer.parseInt(arguments[1]) : USUAL;
        try {
            Outcome outcome = run(Path.of(arguments[0]), number);
            outcome.faults().forEach(System.out::println);
            System.out.println(number + " bad inputs: " + outcome.refused() + " refused with a message, "
                    + outcome.read() + " read as they are, " + outcome.faults().size() + " faults");
            System.exit(outcome.faults().isEmpty() ? 0 : 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
