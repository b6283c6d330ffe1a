package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.DatasetFormat;
import io.github.l2nas.api.data.DatasetSettings;
import io.github.l2nas.api.extension.NoSettings;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.pickle.NumpyArray;
import io.github.l2nas.engine.pickle.PlainUnpickler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Downsampled ImageNet (Chrabaszcz, Loshchilov and Hutter 2017): pickled dictionaries with {@code data}, unsigned bytes of
 * N x (3 x S x S), and {@code labels}, N numbers from 1. ImageNet16-120 of NAS-Bench-201 is the first 120 classes of the
 * files with S = 16.
 */
public final class DownsampledImageNet implements DatasetFormat<NoSettings> {

    private static final Pattern TRAIN = Pattern.compile("train_data_batch_\\d+");
    private static final String TEST = "val_data";
    private static final String DATA = "data";
    private static final String LABELS = "labels";
    private static final int HIGHEST_LABEL = 1000;
    private static final int LONGEST_SIDE = 256;

    @Override
    public String name() {
        return "downsampled-imagenet";
    }

    @Override
    public String files() {
        return "train_data_batch_1, train_data_batch_2 and so on, and val_data";
    }

    @Override
    public boolean recognizes(DataFiles files) {
        return !files.matching(TRAIN).isEmpty();
    }

    @Override
    public NoSettings defaults() {
        return NoSettings.NONE;
    }

    @Override
    public Dataset read(DataFiles files, DatasetSettings use, NoSettings none) {
        String folder = files.onlyFolder(TRAIN);
        if (!files.names().contains(folder + TEST)) {
            throw files.wrong("it has " + files.matching(TRAIN).get(folder) + " and no " + folder + TEST
                    + ". Add that file, the test part");
        }
        Images train = null;
        for (String file : NaturalOrder.sorted(files.matching(TRAIN).get(folder))) {
            train = batch(files, file, HIGHEST_LABEL, train, use);
        }
        Images test = batch(files, folder + TEST, train.classes(), new Images(files, train.shape(), use), use);
        return new Dataset(name(), NaturalOrder.classes(train.classes()), train.toSet(), test.toSet());
    }

    /** Adds a file's images; makes a set for them where there is none yet. */
    private static Images batch(DataFiles files, String file, int classes, Images before, DatasetSettings settings) {
        Map<?, ?> batch = dictionary(files, file);
        if (!(batch.get(DATA) instanceof NumpyArray data)
                || !data.type().equals("u1")
                || data.shape().size() != 2) {
            throw files.wrong(
                    file, "its 'data' is no numpy array of unsigned bytes in two dimensions. Get the file again");
        }
        int count = data.shape().get(0);
        Shape shape = shape(files, file, data.shape().get(1));
        Images images = before == null ? new Images(files, shape, settings) : before;
        if (!images.shape().equals(shape)) {
            throw files.wrong(
                    file,
                    "its images are " + shape.width() + " pixels wide, those of the first file "
                            + images.shape().width() + ". Get all files from the same download");
        }
        long[] labels = labels(files, file, batch.get(LABELS));
        if (labels.length != count) {
            throw files.wrong(file, "it has " + count + " images and " + labels.length + " labels. Get the file again");
        }
        for (int i = 0; i < count; i++) {
            if (labels[i] < 1 || labels[i] > classes) {
                throw files.wrong(
                        file,
                        "label " + i + " is " + labels[i] + ", expected 1 to " + classes
                                + ". It is damaged or of another data set; get it again");
            }
            images.add((int) labels[i] - 1, data.bytes(), (int) (i * shape.size()));
        }
        return images;
    }

    private static Map<?, ?> dictionary(DataFiles files, String file) {
        Object content = files.read(file, in -> {
            try {
                return PlainUnpickler.read(in, files.size(file));
            } catch (IOException e) {
                throw files.wrong(
                        file,
                        "it can't be read as a pickle: " + e.getMessage()
                                + ". Get it again: it is a file of downsampled ImageNet, unpacked");
            }
        });
        if (content instanceof Map<?, ?> map && map.containsKey(DATA) && map.containsKey(LABELS)) {
            return map;
        }
        throw files.wrong(file, "it is no pickled dictionary with 'data' and 'labels'. Get the file again");
    }

    private static Shape shape(DataFiles files, String file, int columns) {
        int side = (int) Math.sqrt(columns / 3.0);
        if (side < 1 || side > LONGEST_SIDE || 3 * side * side != columns) {
            throw files.wrong(
                    file,
                    "its images have " + columns + " numbers, expected 3 x S x S, for example 768 for 16 pixels a side."
                            + " Get the file again");
        }
        return new Shape(3, side, side);
    }

    private static long[] labels(DataFiles files, String file, Object labels) {
        if (labels instanceof NumpyArray array
                && array.isInteger()
                && array.shape().size() == 1) {
            return array.integers();
        }
        if (labels instanceof List<?> list
                && list.stream().allMatch(label -> label instanceof Integer || label instanceof Long)) {
            return list.stream()
                    .mapToLong(label -> ((Number) label).longValue())
                    .toArray();
        }
        throw files.wrong(file, "its 'labels' are no list of whole numbers. Get the file again");
    }
}
