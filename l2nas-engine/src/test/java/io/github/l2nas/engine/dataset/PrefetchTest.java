package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.graph.Shape;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrefetchTest {

    private final ImageSet set = Pictures.numbered(new Shape(1, 8, 8), 35, 5);
    private final Batches batches = new Batches(
            set, IntStream.range(0, 35).toArray(), 10, Pictures.asIs(1), new Augmentation(2, true, 2), 3, "train");

    private static PrimitiveIterator.OfLong from(long step) {
        return LongStream.iterate(step, at -> at + 1).iterator();
    }

    @Test
    void givesTheBatchesInOrderFromAnyStartOnAcrossEpochs() {
        try (Prefetch prefetch = new Prefetch(batches, from(13))) {
            for (int[] place : new int[][] {{4, 1}, {4, 2}, {5, 0}, {5, 1}, {5, 2}, {6, 0}, {6, 1}}) {
                Batch batch = prefetch.next();
                assertThat(batch.images())
                        .isEqualTo(batches.batch(place[0], place[1]).images());
                assertThat(batch.labels())
                        .isEqualTo(batches.batch(place[0], place[1]).labels());
            }
        }
    }

    @Test
    void endsWithTheStepsThatItWasAskedFor() throws InterruptedException {
        try (Prefetch prefetch = new Prefetch(batches, LongStream.of(2, 7).iterator())) {
            assertThat(prefetch.next().images()).isEqualTo(batches.batch(0, 2).images());
            assertThat(prefetch.next().images()).isEqualTo(batches.batch(2, 1).images());
            prefetch.awaitEnd();
        }
    }

    @Test
    void theCallerGetsTheFailureOfTheBackgroundThreadEveryTime() {
        try (Prefetch prefetch = new Prefetch(batches, LongStream.of(-1).iterator())) {
            assertThatThrownBy(prefetch::next).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(prefetch::next).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void closingEndsTheBackgroundThread() throws InterruptedException {
        Prefetch prefetch = new Prefetch(batches, from(0));
        prefetch.next();
        prefetch.close();
        prefetch.close();

        prefetch.awaitEnd();

        assertThatIllegalStateException().isThrownBy(prefetch::next).withMessage("no batches after close");
    }

    @Test
    void aCallerWithoutABatchStaysInterrupted() {
        Batches none = Batches.inOrder(set, new int[0], 1, Pictures.asIs(1));
        try (Prefetch prefetch = new Prefetch(none, from(0))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(prefetch::next).isInstanceOf(RuntimeException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
