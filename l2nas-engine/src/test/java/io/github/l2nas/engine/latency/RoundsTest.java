package io.github.l2nas.engine.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final long MILLISECOND = 1_000_000;

    private long now;
    private final List<String> runs = new ArrayList<>();

    /** Takes so many milliseconds, and another time in one of its runs. */
    private final class Fake implements TimedNetwork {
        private final String name;
        private final long milliseconds;

        private Fake(String name, long milliseconds) {
            this.name = name;
            this.milliseconds = milliseconds;
        }

        @Override
        public void run() {
            now += milliseconds * MILLISECOND;
            runs.add(name);
        }

        @Override
        public void close() {}
    }

    private List<Timing> time(int rounds, TimedNetwork... networks) {
        return new Rounds(rounds, () -> now).time(List.of(networks));
    }

    @Test
    void tellsWhatOneRunTakes() {
        assertThat(time(3, new Fake("fast", 1), new Fake("slow", 20)))
                .extracting(Timing::median)
                .containsExactly(1.0, 20.0);
    }

    @Test
    void networksTakeTurnsAndFastOnesRunOftener() {
        time(2, new Fake("fast", 1), new Fake("slow", 20));

        List<String> rounds = runs.subList(runs.size() - 2 * (1 + 5 + 1 + 1), runs.size());
        assertThat(String.join(" ", rounds))
                .isEqualTo("fast fast fast fast fast fast slow slow fast fast fast fast fast fast slow slow");
    }

    @Test
    void quartilesAreThoseOfTheRounds() {
        Timing timing = Timing.ofNanos(5 * MILLISECOND, MILLISECOND, 3 * MILLISECOND, 2 * MILLISECOND, 4 * MILLISECOND);

        assertThat(timing).isEqualTo(new Timing(3, 2, 4));
        assertThat(timing.spread()).isEqualTo(2 / 3.0, within(1e-12));
        assertThat(Timing.ofNanos(MILLISECOND, 2 * MILLISECOND).median()).isEqualTo(1.5);
    }
}
