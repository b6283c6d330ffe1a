package io.github.l2nas.engine.ofa;

import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.dataset.CropTransform;
import io.github.l2nas.engine.dataset.ImageFile;
import io.github.l2nas.engine.dataset.ImageFileBatches;
import io.github.l2nas.engine.dataset.ImageFiles;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.supernet.SupernetInput;
import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaNetwork;
import java.util.Iterator;
import java.util.List;

/**
 * Sub-networks of a Once-for-All supernet with the weights they inherit, calibrated on training photographs and tested on
 * validation photographs. Used by one thread at a time.
 */
public final class SubnetWeights implements AutoCloseable {

    private static final int IMAGE_SIZE = 224;
    private static final int SMALLEST_IMAGE = 32;
    private static final int LARGEST_IMAGE = 1024;
    private static final int CALIBRATION_BATCH = 100;
    private static final int CALIBRATION_IMAGES = 2000;
    /** Results don't depend on it: a tested network normalises with running statistics. */
    private static final int TEST_BATCH = 32;

    private final OfaSupernet supernet;
    private final int imageSize;
    private final ImageFiles folder;
    private final ImageFileBatches calibration;
    private final ImageFileBatches validation;
    private final int calibrationBatch;
    private final String backend;
    private final Executor executor;

    /**
     * Reads the supernet and lists the photographs.
     *
     * @param input as declared
     * @param cacheBytes how much memory prepared photographs are kept in
     * @throws JobException where a file is missing, damaged or of another kind, or a number is out of range
     */
    public SubnetWeights(SupernetInput input, long cacheBytes) {
        imageSize = imageSize(input.dataset());
        int batchSize = require("evaluator.settings.batchSize", input.batchSize(), 2, CALIBRATION_BATCH);
        require("evaluator.settings.validationImages", input.validationImages(), 1, 1);
        int calibrationImages =
                require("evaluator.settings.calibrationImages", input.calibrationImages(), 0, CALIBRATION_IMAGES);
        supernet = OfaSupernet.read(input.file());
        folder = ImageFiles.open(input.dataset().files(), supernet.classes());
        int threads = input.compute().effectiveThreads();
        List<ImageFile> training = ImageFiles.sample(folder.training(), calibrationImages, "calibration");
        if (training.isEmpty() && input.calibrationImages() != null && calibrationImages > 0) {
            throw new JobException(
                    "evaluator.settings.calibrationImages",
                    input.dataset().files().name()
                            + " has no folder 'train' with photographs to calibrate on. Add one, or"
                            + " set this to 0");
        }
        calibration = new ImageFileBatches(
                folder,
                training,
                CropTransform.random(imageSize, 0),
                batchSize,
                Normalisation.IMAGENET,
                threads,
                cacheBytes / 2);
        validation = new ImageFileBatches(
                folder,
                ImageFiles.sample(folder.validation(), input.validationImages(), "validation"),
                CropTransform.centre(imageSize),
                TEST_BATCH,
                Normalisation.IMAGENET,
                threads,
                cacheBytes / 2);
        calibrationBatch = batchSize;
        Backend chosen = Backends.choose(input.compute().backend());
        backend = chosen.name();
        executor = new Executor(chosen, threads);
    }

    private static int imageSize(DatasetInput dataset) {
        if (dataset.format() != null
                && !dataset.format().equals("auto")
                && !dataset.format().equals("image-folder")) {
            throw new JobException("dataset.format", "networks of ofa-mbv3 take photographs in folders: image-folder");
        }
        if (dataset.classes() != null) {
            throw new JobException("dataset.classes", "the checkpoint says how many classes there are; leave this out");
        }
        int size = dataset.imageSize() == null ? IMAGE_SIZE : dataset.imageSize();
        if (size < SMALLEST_IMAGE || size > LARGEST_IMAGE) {
            throw new JobException(
                    "dataset.imageSize",
                    "networks of ofa-mbv3 take images of " + SMALLEST_IMAGE + " to " + LARGEST_IMAGE
                            + " pixels, the published ones were trained on 128 to 224; got " + size);
        }
        return size;
    }

    private static int require(String parameter, Integer value, int least, int otherwise) {
        if (value != null && value < least) {
            throw new JobException(parameter, "must be at least " + least + ", got " + value);
        }
        return value == null ? otherwise : value;
    }

    /**
     * What compiles the sub-networks.
     *
     * @return of the checkpoint's width and classes and the declared image size
     */
    public OfaNetwork definition() {
        return supernet.definition(imageSize);
    }

    /**
     * Names of the classes.
     *
     * @return by label
     */
    public List<String> classes() {
        return folder.classes();
    }

    /**
     * How many photographs calibrate.
     *
     * @return 0 where the data set has no training part, or it is not wanted
     */
    public int calibrationImages() {
        return calibration.count();
    }

    /**
     * How many photographs calibrate at once.
     *
     * @return at least 2
     */
    public int calibrationBatch() {
        return calibrationBatch;
    }

    /**
     * What the networks run on.
     *
     * @return the backend's name
     */
    public String backend() {
        return backend;
    }

    /**
     * How many photographs test.
     *
     * @return at least 1
     */
    public int validationImages() {
        return validation.count();
    }

    /**
     * A sub-network with the supernet's batch-normalisation statistics.
     *
     * @param architecture the sub-network
     * @return a network of its own
     */
    public Network inherited(OfaArchitecture architecture) {
        return supernet.subNetwork(architecture, imageSize);
    }

    /**
     * Gives a sub-network batch-normalisation statistics of its own.
     *
     * @param network whose statistics change; it keeps the supernet's where no photographs calibrate
     */
    public void calibrate(Network network) {
        if (calibration.count() > 0) {
            Iterator<Batch> batches = calibration.iterator();
            executor.calibrate(network, () -> new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return batches.hasNext();
                }

                @Override
                public float[] next() {
                    return batches.next().images();
                }
            });
        }
    }

    /**
     * The photographs that calibrate.
     *
     * @return the same batches whenever they are asked for
     */
    public Iterable<Batch> calibration() {
        return calibration;
    }

    /**
     * The photographs that test.
     *
     * @return the same batches whenever they are asked for
     */
    public Iterable<Batch> validation() {
        return validation;
    }

    /**
     * A test on the validation photographs.
     *
     * @param networks of this supernet
     * @return a test at its beginning
     */
    public ImageTest test(List<Network> networks) {
        return new ImageTest(validation, executor, networks);
    }

    @Override
    public void close() {
        executor.close();
        calibration.close();
        validation.close();
        folder.close();
    }
}
