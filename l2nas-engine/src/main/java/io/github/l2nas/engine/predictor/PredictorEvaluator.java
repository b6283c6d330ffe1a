package io.github.l2nas.engine.predictor;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.FunctionEvaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.pytorch.PyTorchCheckpoint;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import io.github.l2nas.spaces.ofa.OfaNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Scores sub-networks of Once-for-All by an accuracy predictor. Several searches may share it. */
public final class PredictorEvaluator implements FunctionEvaluator {

    private static final String PARAMETER = "evaluator.inputs.predictor";
    private static final int CLASSES = 1000;

    private final String name;
    private final PredictorNetwork network;
    private final OfaEncoding encoding;
    private final int imageSize;
    private final OfaNetwork supernet;

    /**
     * Reads a predictor.
     *
     * @param input the checkpoint and the image size
     * @param space the search's space
     * @throws JobException where the file can't be read or is no predictor, or the space or the image size is not one that it
     *     knows
     */
    public PredictorEvaluator(PredictorInput input, SearchSpace space) {
        name = input.file().name();
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
        imageSize = input.imageSize() == null ? bestImageSize() : input.imageSize();
        if (!encoding.imageSizes().contains(imageSize)) {
            throw new JobException(
                    "evaluator.settings.imageSize",
                    name + " knows images of " + encoding.imageSizes() + " pixels, not of " + imageSize);
        }
        supernet = new OfaNetwork(input.effectiveWidthMultiplier(), CLASSES, imageSize, imageSize);
    }

    /** Larger images make networks more accurate; where a predictor says otherwise it was not trained on the larger ones. */
    private int bestImageSize() {
        return encoding.imageSizes().stream()
                .max(Comparator.comparingDouble(size -> predict(OfaArchitecture.LARGEST, size)))
                .orElseThrow();
    }

    /**
     * A doubt about its image size: that predictions for a smaller one are higher.
     *
     * @return what to tell the user, or nothing
     */
    public Optional<String> imageSizeWarning() {
        int best = bestImageSize();
        return best >= imageSize
                ? Optional.empty()
                : Optional.of(name + " predicts the largest sub-network "
                        + Decimals.percent(predict(OfaArchitecture.LARGEST, imageSize)) + " % on images of " + imageSize
                        + " pixels, but " + Decimals.percent(predict(OfaArchitecture.LARGEST, best)) + " % on " + best
                        + ". Networks do not lose accuracy on larger images: it was hardly trained on " + imageSize
                        + ", and a search will find its errors. Give another imageSize");
    }

    /**
     * The space with the costs of their networks: at its image size, in its supernet.
     *
     * @return a space that counts for 1000 classes
     */
    @Override
    public SearchSpace space(SearchSpace declared) {
        return new OfaMobileNetV3(supernet);
    }

    @Override
    public Score evaluate(Candidate candidate) {
        return Score.of(accuracy(candidate.architecture()));
    }

    private double accuracy(Architecture architecture) {
        double accuracy = predict((OfaArchitecture) architecture, imageSize);
        if (!(accuracy >= 0 && accuracy <= 1)) {
            throw new JobException(
                    PARAMETER,
                    name + " predicts " + accuracy + " for " + architecture.notation()
                            + ", which is not an accuracy from 0 to 1: it was trained for another purpose");
        }
        return accuracy;
    }

    private double predict(OfaArchitecture architecture, int size) {
        return network.predict(encoding.encode(architecture, size));
    }

    /** The largest sub-network contains all others, so that none should be better. */
    @Override
    public List<String> doubts(Architecture answer, double accuracy) {
        double largest = accuracy(OfaArchitecture.LARGEST);
        List<String> doubts = new ArrayList<>();
        imageSizeWarning().ifPresent(doubts::add);
        if (accuracy > largest) {
            doubts.add(name + " predicts " + Decimals.percent(accuracy) + " % for the answer and "
                    + Decimals.percent(largest)
                    + " % for the largest sub-network, which contains it. The difference is probably an error of the predictor"
                    + " that the search has found. Measure the answer before you use it");
        }
        return doubts;
    }

    /** What it predicts for the largest sub-network. */
    @Override
    public OptionalDouble referenceAccuracy() {
        return OptionalDouble.of(accuracy(OfaArchitecture.LARGEST));
    }
}
