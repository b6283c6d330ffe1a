package io.github.l2nas.engine.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ShardThreadsTest {

    private static final int SHARDS = 5;
    private static final int COMMANDS = 2000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void eachShardRunsAllCommandsInTheirOrder(int threads) {
        List<List<Integer>> ran = new ArrayList<>();
        IntStream.range(0, SHARDS).forEach(shard -> ran.add(new ArrayList<>()));
        try (ShardThreads shards = new ShardThreads(threads)) {
            shards.cut(SHARDS);
            for (int i = 0; i < COMMANDS; i++) {
                int command = i;
                shards.run(shard -> ran.get(shard).add(command));
            }
            shards.await();
        }
        List<Integer> all = IntStream.range(0, COMMANDS).boxed().toList();
        assertThat(ran).isEqualTo(Collections.nCopies(SHARDS, all));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void whatComesLastSeesTheResultsOfAllShardsAndIsWaitedFor(int threads) {
        int[][] parts = new int[COMMANDS][SHARDS];
        int[] sums = new int[COMMANDS];
        try (ShardThreads shards = new ShardThreads(threads)) {
            shards.cut(SHARDS);
            for (int i = 0; i < COMMANDS; i++) {
                int command = i;
                shards.run(
                        shard -> parts[command][shard] = command * (shard + 1),
                        () -> sums[command] = IntStream.of(parts[command]).sum());
                if (i % 100 == 99) {
                    shards.await();
                    assertThat(sums[command]).isEqualTo(command * 15);
                }
            }
            shards.await();
        }
        assertThat(sums)
                .isEqualTo(IntStream.range(0, COMMANDS)
                        .map(command -> command * 15)
                        .toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void shardsMeetBeforeAnyGoesOn(int threads) {
        int[] parts = new int[SHARDS];
        long[] sum = new long[1];
        List<Long> sums = new ArrayList<>();
        try (ShardThreads shards = new ShardThreads(threads)) {
            shards.cut(SHARDS);
            for (int i = 0; i < COMMANDS; i++) {
                int command = i;
                shards.meet(shard -> parts[shard] = command * (shard + 1), () -> {
                    sum[0] = IntStream.of(parts).asLongStream().sum();
                    sums.add(sum[0]);
                });
                shards.run(shard -> {
                    if (sum[0] != command * 15L) {
                        throw new IllegalStateException("shard " + shard + " went on before all had met");
                    }
                });
            }
            shards.await();
        }
        assertThat(sums)
                .isEqualTo(IntStream.range(0, COMMANDS)
                        .mapToObj(command -> command * 15L)
                        .toList());
    }

    @Test
    void threadsThatSleepWakeUpForTheNextCommand() throws InterruptedException {
        AtomicInteger ran = new AtomicInteger();
        try (ShardThreads shards = new ShardThreads(3)) {
            shards.cut(SHARDS);
            for (int i = 1; i <= 20; i++) {
                Thread.sleep(5);
                shards.run(shard -> ran.incrementAndGet());
                shards.await();
                assertThat(ran).hasValue(i * SHARDS);
            }
        }
    }

    @Test
    void anotherNumberOfShardsGoesOnAfterAllCommands() {
        AtomicInteger ran = new AtomicInteger();
        try (ShardThreads shards = new ShardThreads(3)) {
            for (int i = 0; i < COMMANDS; i++) {
                for (int count : new int[] {4, 1, 7}) {
                    shards.cut(count);
                    shards.run(shard -> ran.incrementAndGet());
                }
            }
            shards.await();
        }
        assertThat(ran).hasValue(COMMANDS * 12);
    }

    @Test
    void whatGoesWrongIsToldToWhoeverWaitsAndNothingRunsAfterIt() {
        AtomicInteger later = new AtomicInteger();
        try (ShardThreads shards = new ShardThreads(2)) {
            shards.cut(SHARDS);
            shards.meet(
                    shard -> {
                        if (shard == 2) {
                            throw new IllegalArgumentException("shard 2");
                        }
                    },
                    later::incrementAndGet);
            shards.run(shard -> later.incrementAndGet());
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(shards::await)
                    .withMessage("shard 2");
        }
        assertThat(later).hasValue(0);
    }
}
