package io.github.l2nas.engine.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.engine.table.SyntheticTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ScoredArchitecturesTest {

    private static final Architecture FIRST = SyntheticTable.SPACE.architecture(new int[] {0, 1, 2, 3, 4, 0});
    private static final Architecture SECOND = SyntheticTable.SPACE.architecture(new int[] {4, 4, 4, 3, 4, 0});

    @Test
    void whatWasSavedIsLearntAgainInItsOrderAndToTheLastBit() throws IOException {
        ScoredArchitectures saved = new ScoredArchitectures(2);
        saved.add(FIRST, 1.0 / 3, -0.1);
        saved.add(SECOND, Math.nextUp(0.7), 1e300);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        saved.save(new DataOutputStream(bytes));
        ScoredArchitectures restored = new ScoredArchitectures(2);
        restored.add(SECOND, 0, 0);
        restored.restore(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())),
                SyntheticTable.SPACE,
                restored::add);

        assertThat(restored.size()).isEqualTo(2);
        assertThat(restored.architecture(0).notation()).isEqualTo(FIRST.notation());
        assertThat(restored.architecture(1).notation()).isEqualTo(SECOND.notation());
        assertThat(restored.values().get(0)).containsExactly(1.0 / 3, -0.1);
        assertThat(restored.values().get(1)).containsExactly(Math.nextUp(0.7), 1e300);
    }

    @Test
    void eachHasAsManyValues() {
        assertThatThrownBy(() -> new ScoredArchitectures(2).add(FIRST, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 values, not 2");
    }
}
