package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontTurnsTest {

    private final FrontTurns turns = new FrontTurns();

    @Test
    void aGrowingFrontIsLookedAtAsAWhole() {
        assertThat(turns.next(List.of(3, 7), 20)).isFalse();
        assertThat(turns.next(List.of(3, 20), 22)).isFalse();
        assertThat(turns.next(List.of(3, 23), 24)).isFalse();
    }

    @Test
    void twoPlansWithoutASuccessLeadToAnEndAndOneLeadsBack() {
        List<Integer> front = List.of(3, 7);
        assertThat(turns.next(front, 20)).isFalse();
        assertThat(turns.next(front, 22)).isFalse();
        assertThat(turns.next(front, 24)).isTrue();
        assertThat(turns.next(front, 26)).isFalse();
        assertThat(turns.next(front, 28)).isFalse();
        assertThat(turns.next(front, 30)).isTrue();
    }

    @Test
    void anEndThatGrowsIsLookedAtAgain() {
        turns.next(List.of(3), 20);
        turns.next(List.of(3), 22);
        assertThat(turns.next(List.of(3), 24)).isTrue();
        assertThat(turns.next(List.of(3, 24), 26)).isTrue();
        assertThat(turns.next(List.of(3, 24), 28)).isFalse();
    }

    @Test
    void goesOnWhenRestored() throws IOException {
        turns.next(List.of(3), 20);
        turns.next(List.of(3), 22);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        turns.save(new DataOutputStream(saved));
        FrontTurns restored = new FrontTurns();
        restored.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        assertThat(restored.next(List.of(3), 24)).isTrue();
        assertThat(restored.next(List.of(3), 26)).isFalse();
    }
}
