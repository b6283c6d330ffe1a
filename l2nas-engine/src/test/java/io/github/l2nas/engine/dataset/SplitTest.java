package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.graph.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    private final ImageSet set = Pictures.numbered(new Shape(1, 3, 3), 102, 4);

    @Test
    void halvesHaveEveryImageOnceInAscendingOrder() {
        Split split = Split.halves(set, 1);

        assertThat(split.train()).hasSize(51).isSorted();
        assertThat(split.validation()).hasSize(51).isSorted();
        assertThat(IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation()))
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, 102).boxed().toList());
    }

    @Test
    void halvesHaveTheSameShareOfEveryClass() {
        // 26, 26, 25 and 25 images; the odd ones go to the halves by turns
        assertThat(counts(set.select(Split.halves(set, 1).train()))).containsExactly(13, 13, 13, 12);
        assertThat(counts(set.select(Split.halves(set, 1).validation()))).containsExactly(13, 13, 12, 13);
    }

    @Test
    void halvesDependOnTheSeedAlone() {
        assertThat(Split.halves(set, 1)).isEqualTo(Split.halves(set, 1)).isNotEqualTo(Split.halves(set, 2));
    }

    @Test
    void aTestPartDependsOnTheImagesNotOnTheirOrder() {
        int[] reversed = IntStream.range(0, 102).map(i -> 101 - i).toArray();
        ImageSet other = set.select(reversed);

        assertThat(images(other.select(Split.byContent(other, 20).validation())))
                .isEqualTo(images(set.select(Split.byContent(set, 20).validation())))
                .hasSize(20);
    }

    @Test
    void aTestPartLeavesEveryClassAnImage() {
        ImageSet single = Pictures.numbered(new Shape(1, 3, 3), 4, 4);

        assertThat(Split.byContent(single, 99).validation()).isEmpty();
        assertThat(counts(set.select(Split.byContent(set, 99).train()))).containsExactly(1, 1, 1, 1);
        assertThat(Split.byContent(set, 0).validation()).isEmpty();
    }

    private static int[] counts(ImageSet images) {
        int[] counts = new int[4];
        Arrays.stream(images.labels()).forEach(label -> counts[label]++);
        return counts;
    }

    private static Set<String> images(ImageSet images) {
        Set<String> contents = new HashSet<>();
        for (int i = 0; i < images.count(); i++) {
            contents.add(images.labels()[i] + Arrays.toString(Arrays.copyOfRange(images.pixels(), i * 9, i * 9 + 9)));
        }
        return contents;
    }
}
