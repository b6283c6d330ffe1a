package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.DatasetFormat;
import io.github.l2nas.api.data.DatasetSettings;
import io.github.l2nas.api.extension.NoSettings;
import io.github.l2nas.api.graph.Shape;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The IDX files of MNIST and data sets that copy its layout, such as Fashion-MNIST: big-endian headers, one byte a pixel or
 * label (LeCun, Cortes and Burges, http://yann.lecun.com/exdb/mnist/).
 */
public final class IdxFiles implements DatasetFormat<NoSettings> {

    private static final Pattern NAME =
            Pattern.compile("((?:.*-)?)(train|t10k|test)-(images|labels)[-.]idx[13]-ubyte(?:\\.gz)?");
    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;
    private static final int LONGEST_SIDE = 4096;
    private static final int ANY_LABEL = 256;

    @Override
    public String name() {
        return "idx";
    }

    @Override
    public String files() {
        return "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, with"
                + " or without .gz";
    }

    @Override
    public boolean recognizes(DataFiles files) {
        return !files.matching(NAME).isEmpty();
    }

    @Override
    public NoSettings defaults() {
        return NoSettings.NONE;
    }

    @Override
    public Dataset read(DataFiles files, DatasetSettings use, NoSettings none) {
        List<String> names = files.matching(NAME).get(files.onlyFolder(NAME));
        String trainFile = file(files, names, true, "images");
        String trainLabelFile = file(files, names, true, "labels");
        if (names.stream().allMatch(name -> isTraining(matched(name)))) {
            int[] labels = labels(files, trainLabelFile, ANY_LABEL);
            Images all = images(files, trainFile, trainLabelFile, labels, use);
            return Dataset.undivided(name(), NaturalOrder.classes(all.classes()), all.toSet());
        }
        String testFile = file(files, names, false, "images");
        String testLabelFile = file(files, names, false, "labels");

        int[] trainLabels = labels(files, trainLabelFile, ANY_LABEL);
        Images train = images(files, trainFile, trainLabelFile, trainLabels, use);
        int[] testLabels = labels(files, testLabelFile, train.classes());
        Images test = images(files, testFile, testLabelFile, testLabels, use);
        if (!train.shape().equals(test.shape())) {
            throw files.wrong(
                    testFile,
                    "its images are " + test.shape().width() + " x "
                            + test.shape().height() + " pixels, those of " + trainFile + " "
                            + train.shape().width() + " x " + train.shape().height()
                            + ". Get both files from the same data set");
        }
        return new Dataset(name(), NaturalOrder.classes(train.classes()), train.toSet(), test.toSet());
    }

    /** The file of a part; one that is unpacked goes before the same file with gzip. */
    private String file(DataFiles files, List<String> names, boolean train, String content) {
        List<String> found = names.stream()
                .filter(name -> {
                    Matcher matcher = matched(name);
                    return isTraining(matcher) == train && matcher.group(3).equals(content);
                })
                .toList();
        if (found.isEmpty()) {
            throw files.wrong("it has " + names + " and no " + (train ? "training " : "test ") + content
                    + ". An idx data set has " + files());
        }
        if (found.stream()
                        .map(name -> name.replaceFirst("\\.gz$", ""))
                        .distinct()
                        .count()
                > 1) {
            throw files.wrong("it has several files of " + (train ? "training " : "test ") + content + ": " + found
                    + ". Give a directory with one data set");
        }
        return found.get(0);
    }

    /** One of the names that match. */
    private static Matcher matched(String name) {
        Matcher matcher = NAME.matcher(name.substring(name.lastIndexOf('/') + 1));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name);
        }
        return matcher;
    }

    private static boolean isTraining(Matcher name) {
        return name.group(2).equals("train");
    }

    private static int[] labels(DataFiles files, String file, int range) {
        return files.read(file, in -> {
            DataInputStream data = new DataInputStream(in);
            int count = header(data, files, file, LABELS_MAGIC, 1)[0];
            byte[] bytes = data.readNBytes(count);
            requireWhole(data, files, file, "label", bytes.length, count);
            int[] labels = new int[count];
            for (int i = 0; i < count; i++) {
                labels[i] = Byte.toUnsignedInt(bytes[i]);
                if (labels[i] >= range) {
                    throw files.wrong(
                            file,
                            "label " + i + " (byte " + (i + 8) + ") is " + labels[i] + ", expected 0 to " + (range - 1)
                                    + " as in the training part. It is damaged or of another data set; get it again");
                }
            }
            return labels;
        });
    }

    private static Images images(
            DataFiles files, String file, String labelFile, int[] labels, DatasetSettings settings) {
        return files.read(file, in -> {
            DataInputStream data = new DataInputStream(in);
            int[] sizes = header(data, files, file, IMAGES_MAGIC, 3);
            if (sizes[0] != labels.length) {
                throw files.wrong(
                        file,
                        "it has " + sizes[0] + " images, and " + labelFile + " has " + labels.length
                                + " labels. Get both files from the same data set");
            }
            if (sizes[1] > LONGEST_SIDE || sizes[2] > LONGEST_SIDE) {
                throw files.wrong(
                        file,
                        "its header says images of " + sizes[2] + " x " + sizes[1] + " pixels, expected at most "
                                + LONGEST_SIDE + " a side. It is damaged; get it again");
            }
            Images images = new Images(files, new Shape(1, sizes[1], sizes[2]), settings);
            byte[] image = new byte[sizes[1] * sizes[2]];
            for (int i = 0; i < labels.length; i++) {
                int read = data.readNBytes(image, 0, image.length);
                if (read < image.length) {
                    requireWhole(data, files, file, "image", i, labels.length);
                }
                images.add(labels[i], image, 0);
            }
            requireWhole(data, files, file, "image", labels.length, labels.length);
            return images;
        });
    }

    /** Reads magic number and sizes. */
    private static int[] header(DataInputStream data, DataFiles files, String file, int magic, int dimensions)
            throws IOException {
        int[] sizes = new int[dimensions];
        try {
            int found = data.readInt();
            if (found != magic) {
                throw files.wrong(
                        file,
                        "it starts with 0x" + Integer.toHexString(found) + ", expected the magic number 0x"
                                + Integer.toHexString(magic) + " of unsigned bytes in " + dimensions
                                + " dimension(s). It is no such IDX file; get it again");
            }
            for (int i = 0; i < dimensions; i++) {
                sizes[i] = data.readInt();
                if (sizes[i] < 1) {
                    throw files.wrong(
                            file,
                            "size " + i + " in its header is " + Integer.toUnsignedString(sizes[i]) + ", expected 1 to "
                                    + Integer.MAX_VALUE + ". It is damaged; get it again");
                }
            }
        } catch (EOFException e) {
            throw files.wrong(file, "it ends within its header. It is cut short; get it again");
        }
        return sizes;
    }

    private static void requireWhole(InputStream in, DataFiles files, String file, String what, int found, int expected)
            throws IOException {
        if (found < expected) {
            throw files.wrong(
                    file,
                    "it ends within " + what + " " + found + " of the " + expected
                            + " in its header. It is cut short; get it again");
        }
        if (in.read() >= 0) {
            throw files.wrong(
                    file,
                    "it goes on after the " + expected + " " + what + "s in its header. It is damaged; get it again");
        }
    }
}
