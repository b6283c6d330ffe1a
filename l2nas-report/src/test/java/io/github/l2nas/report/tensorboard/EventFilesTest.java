package io.github.l2nas.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.report.Pages;
import io.github.l2nas.report.Searches;
import io.github.l2nas.report.result.SearchResult;
import io.github.l2nas.report.result.TrainingCurve;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {

    @TempDir
    private Path directory;

    /** An event as it was read back. */
    private record Event(double time, long step, String version, Map<String, Float> values) {}

    /** Reads a file as TensorFlow's record reader does, and its messages by their wire format. */
    private static List<Event> read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            assertThat(in.getInt()).as("check sum of the length").isEqualTo(EventFile.masked(length));
            byte[] data = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            in.get(data);
            assertThat(in.getInt()).as("check sum of the data").isEqualTo(EventFile.masked(data));
            events.add(event(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN)));
        }
        return events;
    }

    private static Event event(ByteBuffer in) {
        double time = -1;
        long step = 0;
        String version = "";
        Map<String, Float> values = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) tag) {
                case (1 << 3) | 1 -> time = in.getDouble();
                case 2 << 3 -> step = varint(in);
                case (3 << 3) | 2 -> version = text(in);
                case (5 << 3) | 2 -> summary(part(in), values);
                default -> throw new AssertionError("field " + tag);
            }
        }
        return new Event(time, step, version, values);
    }

    private static void summary(ByteBuffer in, Map<String, Float> values) {
        while (in.hasRemaining()) {
            assertThat(varint(in)).isEqualTo((1 << 3) | 2);
            ByteBuffer value = part(in);
            assertThat(varint(value)).isEqualTo((1 << 3) | 2);
            String name = text(value);
            assertThat(varint(value)).isEqualTo((2 << 3) | 5);
            values.put(name, value.getFloat());
            assertThat(value.hasRemaining()).isFalse();
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    private static String text(ByteBuffer in) {
        return StandardCharsets.UTF_8.decode(part(in)).toString();
    }

    private static ByteBuffer part(ByteBuffer in) {
        int length = (int) varint(in);
        ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        return part;
    }

    @Test
    void theCheckSumIsThatOfTensorFlow() {
        // 32 zeros have the CRC-32C 8a9136aa (RFC 3720, B.4); crc32c::Mask of TensorFlow makes this of it.
        assertThat(EventFile.masked(new byte[32])).isEqualTo(((0x8a9136aa >>> 15) | (0x8a9136aa << 17)) + 0xa282ead8);
        // The length 24 of a first event "brain.Event:2", as it stands in the files that TensorFlow writes.
        assertThat(Integer.toHexString(EventFile.masked(new byte[] {24, 0, 0, 0, 0, 0, 0, 0})))
                .isEqualTo("224b7fa3");
    }

    @Test
    void aSearchHasARunForEachSeedWithTheNumbersOfItsHistory() throws IOException {
        Path out = Searches.run(directory.resolve("out"), "l2nas", 2, 200, Searches.table(directory));
        SearchResult search = SearchResult.in("search", out, true);

        List<Path> files = new EventFiles(directory.resolve("events")).write(search);

        assertThat(files)
                .extracting(file -> directory.resolve("events").relativize(file).toString())
                .containsExactly(
                        "search/seed-1/events.out.tfevents.0.l2nas", "search/seed-2/events.out.tfevents.0.l2nas");
        List<Event> events = read(files.get(0));
        assertThat(events.get(0)).isEqualTo(new Event(0, 0, "brain.Event:2", Map.of()));
        List<CSVRecord> rows = Pages.csv(search.histories().get(0));
        assertThat(events).hasSize(rows.size() + 1);
        for (int i = 0; i < rows.size(); i++) {
            Event event = events.get(i + 1);
            assertThat(event.step()).isEqualTo(i + 1L).isEqualTo((long) event.time());
            assertThat(event.values().get("accuracy"))
                    .isEqualTo(Float.parseFloat(rows.get(i).get("accuracy")));
            assertThat(event.values().get("best_accuracy"))
                    .isEqualTo(Float.parseFloat(rows.get(i).get("best_accuracy")));
            assertThat(event.values()).containsKey("reward");
        }
    }

    @Test
    void aTrainingHasItsEpochs() throws IOException {
        TrainingCurve curve = TrainingCurve.read("train-supernet", Searches.training(directory, 300), true);

        Path file = new EventFiles(directory).write(curve);

        List<Event> events = read(file);
        assertThat(file.getParent()).isEqualTo(directory.resolve("train-supernet"));
        assertThat(events).hasSize(301);
        assertThat(events.get(300).step()).isEqualTo(300);
        assertThat(events.get(4).values())
                .containsOnly(Map.entry("loss", 0.5f), Map.entry("validation_accuracy", 0.775f));
    }

    @Test
    void whatIsMissingIsLeftOut() throws IOException {
        TrainingCurve curve = new TrainingCurve("a/b", true, List.of(new TrainingCurve.Epoch(1, Double.NaN)));

        List<Event> events = read(new EventFiles(directory).write(curve));

        assertThat(events.get(1).values()).containsOnlyKeys("loss");
        assertThat(directory.resolve("a-b")).isDirectory();
    }

    @Test
    void aFileThatIsOpenElsewhereGrows() throws IOException {
        EventFiles files = new EventFiles(directory);
        Path file = files.write(TrainingCurve.read("live", Searches.training(directory, 2), true));
        Object identity = Files.readAttributes(file, BasicFileAttributes.class).fileKey();

        files.write(TrainingCurve.read("live", Searches.training(directory, 5), true));

        assertThat(read(file)).hasSize(6);
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .isEqualTo(identity);
        byte[] grown = Files.readAllBytes(file);
        files.write(TrainingCurve.read("live", Searches.training(directory, 5), true));
        assertThat(file).hasBinaryContent(grown);
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**/new");
    }

    @Test
    void aFileOfAnotherTrainingIsReplaced() throws IOException {
        EventFiles files = new EventFiles(directory);
        files.write(TrainingCurve.read("live", Searches.training(directory, 5), true));

        Path file = files.write(new TrainingCurve("live", true, List.of(new TrainingCurve.Epoch(7, 0.5))));

        assertThat(read(file))
                .hasSize(2)
                .last()
                .satisfies(event -> assertThat(event.values()).containsEntry("loss", 7f));
    }

    @Test
    void aFileThatBecomesShorterIsReplaced() throws IOException {
        EventFiles files = new EventFiles(directory);
        files.write(TrainingCurve.read("live", Searches.training(directory, 5), true));

        assertThat(read(files.write(new TrainingCurve("live", true, List.of()))))
                .hasSize(1);
    }
}
