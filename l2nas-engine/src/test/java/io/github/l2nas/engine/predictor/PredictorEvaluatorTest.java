package io.github.l2nas.engine.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import io.github.l2nas.spaces.ofa.OfaNetwork;
import io.github.l2nas.testdata.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorEvaluatorTest {

    private static final SearchSpace SPACE = SearchSpaces.named("ofa-mbv3");

    @TempDir
    private Path directory;

    private static Path shared(String name) {
        return SharedData.file("data/ofa/" + name);
    }

    private static PredictorEvaluator published(Integer imageSize) {
        Path file = shared("accuracy-predictor.pth.tar");
        return new PredictorEvaluator(
                new PredictorInput(new InputFile("accuracy-predictor.pth.tar", file, ""), imageSize, null), SPACE);
    }

    private static double accuracy(PredictorEvaluator evaluator, Architecture architecture) {
        return evaluator
                .evaluate(new Candidate(architecture, 1, 1, Path.of("unused")))
                .accuracy();
    }

    @Test
    void aPublishedPredictorAgreesWithMeasuredAccuracies() throws IOException {
        Map<Integer, PredictorEvaluator> bySize = new HashMap<>();
        List<Double> predicted = new ArrayList<>();
        List<Double> measured = new ArrayList<>();
        List<String> rows = Files.readAllLines(shared("subnet-accuracies.csv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            String notation = "{\"ks\": [" + fields[0].replace(' ', ',') + "], \"e\": [" + fields[1].replace(' ', ',')
                    + "], \"d\": [" + fields[2].replace(' ', ',') + "]}";
            predicted.add(accuracy(
                    bySize.computeIfAbsent(Integer.valueOf(fields[3]), PredictorEvaluatorTest::published),
                    SPACE.parse(notation)));
            measured.add(Double.valueOf(fields[4]));
        }
        double error = 0;
        for (int i = 0; i < measured.size(); i++) {
            error += Math.abs(predicted.get(i) - measured.get(i)) / measured.size();
        }
        assertThat(measured).hasSizeGreaterThan(1000);
        assertThat(correlation(predicted, measured)).isGreaterThanOrEqualTo(0.99);
        assertThat(error).isCloseTo(0.0025, within(0.0005));
    }

    private static double correlation(List<Double> x, List<Double> y) {
        double meanX = x.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double meanY = y.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double products = 0;
        double squaresX = 0;
        double squaresY = 0;
        for (int i = 0; i < x.size(); i++) {
            double dx = x.get(i) - meanX;
            double dy = y.get(i) - meanY;
            products += dx * dy;
            squaresX += dx * dx;
            squaresY += dy * dy;
        }
        return products / Math.sqrt(squaresX * squaresY);
    }

    @Test
    void anAnswerAboveTheLargestSubNetworkIsDoubted() {
        PredictorEvaluator evaluator = published(192);
        Architecture above = SPACE.neighbours(OfaArchitecture.LARGEST).stream()
                .max(Comparator.comparingDouble(neighbour -> accuracy(evaluator, neighbour)))
                .orElseThrow();
        double accuracy = accuracy(evaluator, above);
        double largest = accuracy(evaluator, OfaArchitecture.LARGEST);
        assertThat(accuracy).isGreaterThan(largest);

        assertThat(evaluator.doubts(above, accuracy))
                .singleElement()
                .asString()
                .contains("for the largest sub-network, which contains it", "Measure the answer");
        assertThat(evaluator.doubts(OfaArchitecture.LARGEST, largest)).isEmpty();
    }

    @Test
    void anImageSizeItWasHardlyTrainedOnIsDoubted() {
        PredictorEvaluator evaluator = published(224);
        assertThat(evaluator.doubts(OfaArchitecture.LARGEST, accuracy(evaluator, OfaArchitecture.LARGEST)))
                .containsExactly(evaluator.imageSizeWarning().orElseThrow());
    }

    @Test
    void predictionsAreTheSameBitsEverywhere() {
        assertThat(accuracy(published(224), OfaArchitecture.LARGEST)).isEqualTo(0.7562139768471496);
        assertThat(accuracy(published(128), OfaArchitecture.SMALLEST)).isEqualTo(0.6276143279610303);
    }

    @Test
    void itScoresForItsImageSizeAndCountsCostsForIt() throws IOException {
        PredictorInput input = PredictorFile.write(directory);
        PredictorEvaluator evaluator = new PredictorEvaluator(new PredictorInput(input.file(), 160, 1.2), SPACE);
        assertThat(accuracy(evaluator, OfaArchitecture.SMALLEST)).isEqualTo(0.5 + 1 / 64.0);
        assertThat(accuracy(evaluator, OfaArchitecture.LARGEST))
                .isEqualTo(0.5 + 1 / 64.0 + 20 * 2 / 1024.0 + 20 * 2 / 256.0);
        assertThat(evaluator.referenceAccuracy()).hasValue(accuracy(evaluator, OfaArchitecture.LARGEST));
        LayerGraph graph = new OfaNetwork(1.2, 1000, 160, 160).compile(OfaArchitecture.LARGEST);
        assertThat(((CostModel) evaluator.space(SPACE)).cost(OfaArchitecture.LARGEST))
                .isEqualTo(new Cost(graph.params(), graph.macs()));
    }

    @Test
    void withoutAnImageSizeItIsTheOneOfTheHighestAccuracies() throws IOException {
        PredictorEvaluator evaluator = new PredictorEvaluator(PredictorFile.write(directory), SPACE);
        assertThat(evaluator.space(SPACE))
                .isInstanceOfSatisfying(
                        OfaMobileNetV3.class,
                        space -> assertThat(space.supernet()).isEqualTo(new OfaNetwork(1, 1000, 192, 192)));
        assertThat(evaluator.imageSizeWarning()).isEmpty();
    }

    @Test
    void anImageSizeThatItWasNotTrainedOnIsDoubted() throws IOException {
        InputFile file = PredictorFile.write(directory).file();
        assertThat(new PredictorEvaluator(new PredictorInput(file, 128, null), SPACE).imageSizeWarning())
                .isEmpty();
        assertThat(new PredictorEvaluator(new PredictorInput(file, 224, null), SPACE).imageSizeWarning())
                .hasValueSatisfying(doubt -> assertThat(doubt)
                        .startsWith("weights.pth predicts the largest sub-network 69.53 % on images of 224 pixels, but"
                                + " 72.66 % on 192."));
        assertThat(published(224).imageSizeWarning()).isPresent();
        assertThat(published(null).imageSizeWarning()).isEmpty();
    }

    @Test
    void anotherSpaceImageSizeOrWidthIsRefused() throws IOException {
        InputFile file = PredictorFile.write(directory).file();
        refuses(
                new PredictorInput(file, null, null),
                SearchSpaces.named("darts"),
                "evaluator.inputs.predictor",
                "predictors score architectures of space ofa-mbv3, not of darts."
                        + " Declare that space, or score with a table or a supernet");
        refuses(
                new PredictorInput(file, 200, null),
                SPACE,
                "evaluator.settings.imageSize",
                "weights.pth knows images of [128, 160, 192, 224] pixels, not of 200");
        refuses(
                new PredictorInput(file, null, -1.0),
                SPACE,
                "evaluator.settings.widthMultiplier",
                "must be above 0 and at most 4; the published supernets have 1.0 and 1.2; got -1.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.9})
    void aDamagedFileIsNamed(double share) throws IOException {
        Path file = PredictorFile.write(directory).file().file();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, (int) (share * whole.length)));
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() ->
                        new PredictorEvaluator(new PredictorInput(new InputFile("p", file, ""), null, null), SPACE))
                .withMessageStartingWith("can't read weights from " + file)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.inputs.predictor"));
    }

    private static void refuses(PredictorInput input, SearchSpace space, String parameter, String message) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> new PredictorEvaluator(input, space))
                .withMessage(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter));
    }
}
