package io.github.l2nas.engine.ofa;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.supernet.SupernetInput;
import io.github.l2nas.engine.supernet.SupernetSettings;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scores architectures of {@code ofa-mbv3} by the accuracy that they have with weights inherited from a trained supernet.
 * Several searches may share it.
 */
public final class SubnetEvaluator implements Evaluator {

    private static final int SHARE_OF_HEAP = 4;

    private final SubnetWeights weights;
    private final Map<String, Double> known = new HashMap<>();

    /**
     * Reads the supernet and lists its photographs.
     *
     * @param input supernet and data set
     * @throws io.github.l2nas.api.job.JobException where a file is missing, damaged or of another kind; says what to
     *     change
     */
    public SubnetEvaluator(SupernetInput input) {
        weights = new SubnetWeights(input, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /**
     * The space with the costs of this supernet's sub-networks.
     *
     * @return counts for the checkpoint's width and classes and the declared image size
     */
    @Override
    public SearchSpace space(SearchSpace declared) {
        return new OfaMobileNetV3(weights.definition());
    }

    @Override
    public synchronized Score evaluate(Candidate candidate) {
        return Score.of(accuracy(candidate.architecture()));
    }

    private double accuracy(Architecture architecture) {
        return known.computeIfAbsent(architecture.identity(), identity -> {
            Network network = weights.inherited((OfaArchitecture) architecture);
            weights.calibrate(network);
            ImageTest test = weights.test(List.of(network));
            test.run(() -> false, () -> {});
            return test.accuracies().get(0).top1();
        });
    }

    /** The accuracy of the largest sub-network, but no less than that of a guess. */
    @Override
    public OptionalDouble referenceAccuracy() {
        double guess = 1.0 / weights.classes().size();
        return OptionalDouble.of(Math.max(guess, accuracy(OfaArchitecture.LARGEST)));
    }

    @Override
    public boolean usesSeed() {
        return false;
    }

    /** How many photographs test and calibrate, and how many calibrate at once. */
    @Override
    public Optional<Record> settings() {
        return Optional.of(new SupernetSettings(
                weights.validationImages(), weights.calibrationBatch(), weights.calibrationImages()));
    }

    @Override
    public void close() {
        weights.close();
    }
}
