package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final Shape SHAPE = new Shape(2, 6, 5);
    private static final Augmentation ALL = new Augmentation(2, true, 2);

    private final ImageSet set = Pictures.numbered(SHAPE, 50, 50);
    private final int[] used = IntStream.range(5, 48).toArray();

    @Test
    void anEpochHasEveryImageOnceButThoseOfABatchThatWouldNotBeFull() {
        Batches batches = training(Augmentation.NONE, 1, "train");

        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < batches.perEpoch(); i++) {
            Arrays.stream(batches.batch(0, i).labels()).forEach(labels::add);
        }

        assertThat(batches.perEpoch()).isEqualTo(4);
        assertThat(labels).hasSize(40).doesNotHaveDuplicates().allMatch(label -> label >= 5 && label < 48);
    }

    @Test
    void theOrderDependsOnEpochSeedAndName() {
        int[] labels = training(ALL, 1, "train").batch(0, 0).labels();

        assertThat(training(ALL, 1, "train").batch(0, 0).labels()).isEqualTo(labels);
        assertThat(training(ALL, 1, "train").batch(1, 0).labels()).isNotEqualTo(labels);
        assertThat(training(ALL, 2, "train").batch(0, 0).labels()).isNotEqualTo(labels);
        assertThat(training(ALL, 1, "other").batch(0, 0).labels()).isNotEqualTo(labels);
    }

    @Test
    void aBatchIsTheSameWhateverWasAskedForBefore() {
        Batches batches = training(ALL, 7, "train");
        Batch late = batches.batch(3, 2);
        batches.batch(5, 0);

        assertThat(batches.batch(3, 2).images()).isEqualTo(late.images());
        assertThat(training(ALL, 7, "train").batch(3, 2).images()).isEqualTo(late.images());
        assertThat(batches.batch(3, 1).images()).isNotEqualTo(late.images());
    }

    @Test
    void evaluationKeepsTheOrderAndTheShortLastBatch() {
        Batches batches = Batches.inOrder(set, used, 20, Pictures.asIs(2));

        assertThat(batches.perEpoch()).isEqualTo(3);
        assertThat(batches.batch(0, 0).labels()).startsWith(5, 6, 7);
        assertThat(batches.batch(9, 2).labels()).containsExactly(45, 46, 47);
        assertThat(batches.batch(0, 2).images()).hasSize(3 * 60);
    }

    @Test
    void withoutAugmentationValuesAreNormalisedPixels() {
        Normalisation normalisation = new Normalisation(new float[] {0.5f, 0.25f}, new float[] {0.2f, 0.1f});

        Batch batch = Batches.inOrder(set, new int[] {3}, 1, normalisation).batch(0, 0);

        for (int i = 0; i < 60; i++) {
            double pixel = Byte.toUnsignedInt(set.pixels()[3 * 60 + i]) / 255.0;
            double expected = i < 30 ? (pixel - 0.5) / 0.2 : (pixel - 0.25) / 0.1;
            assertThat(batch.images()[i]).isCloseTo((float) expected, within(1e-6f));
        }
    }

    @Test
    void aCropMovesTheImageAndLeavesABlackBorder() {
        Set<String> moves = new HashSet<>();
        for (Batch batch : epochs(new Augmentation(2, false, 0), 60)) {
            for (int i = 0; i < batch.count(); i++) {
                moves.add(move(batch, i, false));
            }
        }

        // every offset of -2 to 2 in both directions, and nothing else
        assertThat(moves).hasSize(25);
    }

    @Test
    void aFlipMirrorsHalfOfTheImages() {
        int mirrored = 0;
        int all = 0;
        for (Batch batch : epochs(new Augmentation(0, true, 0), 50)) {
            for (int i = 0; i < batch.count(); i++) {
                boolean asIs = matches(batch, i, 0, 0, false);
                assertThat(asIs || matches(batch, i, 0, 0, true)).isTrue();
                mirrored += asIs ? 0 : 1;
                all++;
            }
        }

        assertThat(mirrored / (double) all).isBetween(0.45, 0.55);
    }

    @Test
    void aMirroredCropIsTheMirrorImageOfACrop() {
        for (Batch batch : epochs(new Augmentation(2, true, 0), 5)) {
            for (int i = 0; i < batch.count(); i++) {
                assertThat(move(batch, i, false) != null || move(batch, i, true) != null)
                        .isTrue();
            }
        }
    }

    @Test
    void cutoutZeroesASquareThatIsClippedAtTheBorder() {
        Set<List<Integer>> squares = new HashSet<>();
        for (Batch batch : epochs(new Augmentation(0, false, 4), 60)) {
            for (int i = 0; i < batch.count(); i++) {
                squares.add(zeros(batch, i));
            }
        }

        // one for each centre of 6 x 5, rows and columns from centre - 2 to centre + 1
        assertThat(squares).hasSize(30);
        assertThat(squares).contains(List.of(0, 1, 5, 6)); // centre 0, 0
        assertThat(squares)
                .contains(List.of(6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19, 21, 22, 23, 24)); // centre 3, 3
    }

    @Test
    void paddingIsBlackBeforeAndCutoutZeroAfterNormalisation() {
        Normalisation normalisation = new Normalisation(new float[] {0.5f}, new float[] {0.25f});
        ImageSet white = new ImageSet(new Shape(1, 4, 4), filled(16), new int[1]);

        Batches batches = new Batches(white, new int[] {0}, 1, normalisation, new Augmentation(3, true, 2), 1, "train");

        Set<Float> values = new HashSet<>();
        for (int epoch = 0; epoch < 20; epoch++) {
            for (float value : batches.batch(epoch, 0).images()) {
                values.add(value);
            }
        }
        assertThat(values).containsExactlyInAnyOrder(-2f, 0f, 2f);
    }

    @Test
    void aCropCanLieWhollyInABorderWiderThanTheImage() {
        Batches batches = new Batches(set, used, 10, Pictures.asIs(2), new Augmentation(9, true, 0), 1, "train");

        for (int epoch = 0; epoch < 20; epoch++) {
            assertThat(batches.batch(epoch, 0).images()).hasSize(600);
        }
    }

    @Test
    void refusesBatchesThatCanNotBeFilledAndIndicesOutsideOfTheSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batches(set, new int[3], 4, Pictures.asIs(2), ALL, 1, "train"))
                .withMessage("batch size 4 is not 1 to 3, the number of images");
        assertThatIllegalArgumentException().isThrownBy(() -> Batches.inOrder(set, used, 0, Pictures.asIs(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> Batches.inOrder(set, used, 1, Pictures.asIs(3)));
        assertThatThrownBy(() -> Batches.inOrder(set, new int[] {50}, 1, Pictures.asIs(2)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> training(ALL, 1, "train").batch(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new Augmentation(-1, false, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Augmentation(0, false, -1));
    }

    private Batches training(Augmentation augmentation, long seed, String name) {
        return new Batches(set, used, 10, Pictures.asIs(2), augmentation, seed, name);
    }

    private List<Batch> epochs(Augmentation augmentation, int epochs) {
        Batches batches = training(augmentation, 1, "train");
        List<Batch> all = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int i = 0; i < batches.perEpoch(); i++) {
                all.add(batches.batch(epoch, i));
            }
        }
        return all;
    }

    private String move(Batch batch, int image, boolean mirrored) {
        for (int down = -2; down <= 2; down++) {
            for (int right = -2; right <= 2; right++) {
                if (matches(batch, image, down, right, mirrored)) {
                    return down + " " + right;
                }
            }
        }
        return null;
    }

    private boolean matches(Batch batch, int image, int down, int right, boolean mirrored) {
        for (int i = 0; i < 60; i++) {
            int y = i / 5 % 6 + down;
            int x = (mirrored ? 4 - i % 5 : i % 5) + right;
            boolean inside = y >= 0 && y < 6 && x >= 0 && x < 5;
            int source = batch.labels()[image] * 60 + i / 30 * 30 + y * 5 + x;
            int expected = inside ? Byte.toUnsignedInt(set.pixels()[source]) : 0;
            if (Math.round(batch.images()[image * 60 + i]) != expected) {
                return false;
            }
        }
        return true;
    }

    /** Positions of zeros in the first channel, which the second has too. */
    private static List<Integer> zeros(Batch batch, int image) {
        List<Integer> zeros = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            boolean zero = batch.images()[image * 60 + i] == 0;
            assertThat(batch.images()[image * 60 + 30 + i] == 0).isEqualTo(zero);
            if (zero) {
                zeros.add(i);
            }
        }
        return zeros;
    }

    private static byte[] filled(int length) {
        byte[] white = new byte[length];
        Arrays.fill(white, (byte) 255);
        return white;
    }
}
