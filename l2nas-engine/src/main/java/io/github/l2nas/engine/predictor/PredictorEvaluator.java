package io.github.l2nas.engine.predictor;

import io.github.l2nas.engine.checkpoint.PyTorchCheckpoint;
import io.github.l2nas.engine.evaluator.Evaluator;
import io.github.l2nas.engine.job.JobException;
import io.github.l2nas.engine.job.PredictorInput;
import io.github.l2nas.spaces.Architecture;
import io.github.l2nas.spaces.SearchSpace;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import io.github.l2nas.spaces.ofa.OfaNetwork;

/** Scores sub-networks of Once-for-All by an accuracy predictor. Several searches may share it. */
public final class PredictorEvaluator implements Evaluator {

    private static final String PARAMETER = "predictor";
    private static final int CLASSES = 1000;

    private final String name;
    private final PredictorNetwork network;
    private final OfaEncoding encoding;
    private final int imageSize;
    private final double widthMultiplier;

    /**
     * Reads a predictor.
     *
     * @param input the checkpoint and the size of images
     * @param space the search's space
     * @throws JobException where the file can't be read or is no predictor, or the space or the image size is not one that it
     *     knows
     */
    public PredictorEvaluator(PredictorInput input, SearchSpace space) {
        name = input.file().name();
        imageSize = input.effectiveImageSize();
        widthMultiplier = input.effectiveWidthMultiplier();
        if (!(space instanceof OfaMobileNetV3)) {
            throw new JobException(
                    PARAMETER,
                    "predictors score architectures of space ofa-mbv3, not of " + space.name()
                            + ". Declare that space, or score with a table or a supernet");
        }
        try {
            network = new PredictorNetwork(PyTorchCheckpoint.read(input.file().file()));
            encoding = OfaEncoding.ofLength(network.inputs());
        } catch (IllegalArgumentException e) {
            throw new JobException(PARAMETER, name + " is not an accuracy predictor of ofa-mbv3: " + e.getMessage());
        } catch (JobException e) {
            throw new JobException(PARAMETER, e.getMessage());
        }
        if (!encoding.imageSizes().contains(imageSize)) {
            throw new JobException(
                    "predictor.imageSize",
                    name + " knows images of " + encoding.imageSizes() + " pixels, not of " + imageSize);
        }
    }

    /**
     * The space of the architectures it scores, with the costs of their networks: at its image size, in its supernet.
     *
     * @return a space that counts for 1000 classes
     */
    public SearchSpace space() {
        return new OfaMobileNetV3(new OfaNetwork(widthMultiplier, CLASSES, imageSize, imageSize));
    }

    @Override
    public double accuracy(Architecture architecture) {
        double accuracy = network.predict(encoding.encode((OfaArchitecture) architecture, imageSize));
        if (!(accuracy >= 0 && accuracy <= 1)) {
            throw new JobException(
                    PARAMETER,
                    name + " predicts " + accuracy + " for " + architecture.notation()
                            + ", which is not an accuracy from 0 to 1: it was trained for another purpose");
        }
        return accuracy;
    }

    /** What it predicts for the largest sub-network. */
    @Override
    public double environmentAccuracy() {
        return accuracy(OfaArchitecture.LARGEST);
    }
}
