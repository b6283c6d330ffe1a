package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.graph.Shape;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Data sets as their makers publish them. */
class RealDataTest {

    private static final Offset<Float> FOUR_DECIMALS = within(0.00005f);

    @Test
    void readsCifar10() {
        Dataset cifar = Reading.DEFAULT.of(RealData.cifar10());

        assertThat(cifar.format()).isEqualTo("cifar-10");
        assertThat(cifar.classes()).startsWith("airplane", "automobile", "bird").endsWith("ship", "truck");
        assertThat(cifar.train().shape()).isEqualTo(new Shape(3, 32, 32));
        assertThat(counts(cifar.train(), 10)).containsOnly(1000);
        assertThat(counts(cifar.test(), 10)).containsOnly(200);
    }

    @Test
    void thePartOfCifar10HasNearlyTheMeanAndDeviationOfTheWhole() {
        Dataset cifar = Reading.DEFAULT.of(RealData.cifar10());

        Normalisation normalisation = Normalisation.of(cifar.train());

        // CIFAR_MEAN and CIFAR_STD in the code of DARTS (cnn/utils.py)
        assertThat(normalisation.mean()).containsExactly(new float[] {0.4914f, 0.4822f, 0.4465f}, within(0.005f));
        assertThat(normalisation.deviation()).containsExactly(new float[] {0.2470f, 0.2435f, 0.2616f}, within(0.005f));
    }

    @Test
    void usesTheFirstClassesOnly() {
        Dataset cifar = new Reading("cifar-10", 3, null, 0).of(RealData.cifar10());

        assertThat(cifar.classes()).containsExactly("airplane", "automobile", "bird");
        assertThat(counts(cifar.train(), 3)).containsOnly(1000);
        assertThat(counts(cifar.test(), 3)).containsOnly(200);
    }

    @Test
    void readsTheOpticalDigitsAndSplitsOffATestPart() {
        Dataset digits = Reading.DEFAULT.of(RealData.digits());

        assertThat(digits.format()).isEqualTo("csv");
        assertThat(digits.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(digits.train().shape()).isEqualTo(new Shape(1, 8, 8));
        assertThat(digits.train().count() + digits.test().count()).isEqualTo(1797);
        // the published class distribution of the 1 797 images, a fifth of each
        assertThat(counts(digits.test(), 10)).containsExactly(36, 36, 35, 37, 36, 36, 36, 36, 35, 36);
    }

    @Test
    void readsFashionMnistAndPadsItTo32() {
        Dataset fashion = new Reading("auto", null, 32, 0).of(RealData.fashionMnist());

        assertThat(fashion.format()).isEqualTo("idx");
        assertThat(fashion.train().shape()).isEqualTo(new Shape(1, 32, 32));
        assertThat(counts(fashion.train(), 10)).containsOnly(6000);
        assertThat(counts(fashion.test(), 10)).containsOnly(1000);
    }

    @Test
    void fashionMnistHasThePublishedMeanAndDeviation() {
        Dataset fashion = Reading.DEFAULT.of(RealData.fashionMnist());

        Normalisation normalisation = Normalisation.of(fashion.train());

        // 0.2860 and 0.3530 are what PyTorch examples normalise with
        assertThat(normalisation.mean()).containsExactly(new float[] {0.2860f}, FOUR_DECIMALS);
        assertThat(normalisation.deviation()).containsExactly(new float[] {0.3530f}, FOUR_DECIMALS);
    }

    private static int[] counts(SampleSet set, int classes) {
        int[] counts = new int[classes];
        Arrays.stream(set.labels()).forEach(label -> counts[label]++);
        return counts;
    }
}
