package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.DatasetFormat;
import io.github.l2nas.api.data.DatasetSettings;
import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.extension.NoSettings;
import io.github.l2nas.api.graph.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The binary layouts of CIFAR-10 and CIFAR-100 (Krizhevsky 2009, https://www.cs.toronto.edu/~kriz/cifar.html): records of
 * one or two label bytes, of which the last is the class, and 3 x 32 x 32 pixel bytes, red, green, blue.
 */
abstract class Cifar implements DatasetFormat<NoSettings> {

    private static final Shape SHAPE = new Shape(3, 32, 32);
    private static final int PIXELS = 3 * 32 * 32;

    private final String name;
    /** How many values each label byte has. */
    private final int[] labels;

    private final Pattern train;
    private final String test;
    private final String classNames;
    private final String example;

    Cifar(String name, int[] labels, String train, String test, String classNames, String example) {
        this.name = name;
        this.labels = labels;
        this.train = Pattern.compile(train);
        this.test = test;
        this.classNames = classNames;
        this.example = example;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String files() {
        return example + " and " + test;
    }

    @Override
    public final boolean recognizes(DataFiles files) {
        return !files.matching(train).isEmpty();
    }

    @Override
    public final NoSettings defaults() {
        return NoSettings.NONE;
    }

    @Override
    public final Dataset read(DataFiles files, DatasetSettings use, NoSettings none) {
        String folder = files.onlyFolder(train);
        if (!files.names().contains(folder + test)) {
            throw files.wrong("it has " + files.matching(train).get(folder) + " and no " + folder + test
                    + ". Add that file, the test part of " + name);
        }
        return new Dataset(
                name,
                classes(files, folder + classNames),
                images(files, NaturalOrder.sorted(files.matching(train).get(folder)), use),
                images(files, List.of(folder + test), use));
    }

    private List<String> classes(DataFiles files, String file) {
        int count = labels[labels.length - 1];
        if (!files.names().contains(file)) {
            return NaturalOrder.classes(count);
        }
        List<String> names = files.read(
                file,
                in -> new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
        if (names.size() != count) {
            throw files.wrong(
                    file, "it names " + names.size() + " classes, and " + name + " has " + count + ". Get it again");
        }
        return names;
    }

    private ImageSet images(DataFiles files, List<String> batches, DatasetSettings settings) {
        Images images = new Images(files, SHAPE, settings);
        for (String batch : batches) {
            int records = files.read(batch, in -> records(in, files, batch, images));
            if (records == 0) {
                throw files.wrong(batch, "it is empty. Get it again");
            }
        }
        return images.toSet();
    }

    private int records(InputStream in, DataFiles files, String file, Images images) throws IOException {
        byte[] record = new byte[labels.length + PIXELS];
        int index = 0;
        for (int read = in.readNBytes(record, 0, record.length);
                read > 0;
                read = in.readNBytes(record, 0, record.length)) {
            if (read < record.length) {
                throw files.wrong(
                        file,
                        "its " + ((long) index * record.length + read) + " bytes are no multiple of " + record.length
                                + ", the length of a record of " + name + ": record " + index + " has only " + read
                                + ". It is cut short or of another format; get it again");
            }
            for (int i = 0; i < labels.length; i++) {
                int label = Byte.toUnsignedInt(record[i]);
                if (label >= labels[i]) {
                    throw files.wrong(
                            file,
                            "record " + index + " (byte " + ((long) index * record.length + i) + ") has label " + label
                                    + ", expected 0 to " + (labels[i] - 1)
                                    + ". It is damaged or of another format; get it again");
                }
            }
            images.add(record[labels.length - 1], record, labels.length);
            index++;
        }
        return index;
    }
}
