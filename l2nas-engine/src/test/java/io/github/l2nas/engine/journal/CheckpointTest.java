package io.github.l2nas.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.TrialResult;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

    /** A strategy that is nothing but its state. */
    private static final class Counter implements Strategy {
        private long state;

        @Override
        public Proposal suggest(PendingTrials pending) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double observe(ProposedTrial trial, TrialResult result) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeLong(state);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            state = in.readLong();
        }
    }

    private final Counter restored = new Counter();
    private Path file;
    private Checkpoint checkpoint;

    @BeforeEach
    void save(@TempDir Path directory) {
        file = directory.resolve("checkpoint.bin");
        checkpoint = new Checkpoint(file, "search");
        Counter counter = new Counter();
        counter.state = 42;
        checkpoint.save(7, counter);
    }

    @Test
    void restoresWhatWasSavedLast() {
        assertThat(checkpoint.restore(restored, 7)).hasValue(7);
        assertThat(restored.state).isEqualTo(42);
        restored.state = 43;
        checkpoint.save(8, restored);
        Counter again = new Counter();
        assertThat(checkpoint.restore(again, 100)).hasValue(8);
        assertThat(again.state).isEqualTo(43);
    }

    @Test
    void ignoresACheckpointAheadOfTheJournal() {
        assertIgnored(checkpoint, 6);
    }

    @Test
    void ignoresACheckpointOfAnotherSearch() {
        assertIgnored(new Checkpoint(file, "another"), 7);
    }

    @Test
    void ignoresAMissingCheckpoint() throws IOException {
        Files.delete(file);
        assertIgnored(checkpoint, 7);
    }

    @Test
    void ignoresACheckpointCutShortAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertIgnored(checkpoint, 7);
        }
    }

    @Test
    void ignoresACheckpointWithAnyByteChanged() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int index = 0; index < whole.length; index++) {
            byte[] changed = whole.clone();
            changed[index] ^= 1;
            Files.write(file, changed);
            assertIgnored(checkpoint, 7);
        }
    }

    private void assertIgnored(Checkpoint ignored, int recordedSteps) {
        assertThat(ignored.restore(restored, recordedSteps)).isEmpty();
        assertThat(restored.state).isZero();
    }
}
