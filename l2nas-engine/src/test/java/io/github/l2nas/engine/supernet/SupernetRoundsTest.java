package io.github.l2nas.engine.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.engine.JobFixture;
import io.github.l2nas.engine.TrainingJob;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameter;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.training.ReplicaRounds;
import io.github.l2nas.engine.training.Training;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SupernetRoundsTest extends JobFixture {

    private static double noValidation() {
        return Double.NaN;
    }

    @BeforeEach
    void images() throws IOException {
        writeImages(200);
    }

    private TrainSupernetJob job(String out, int replicas, int roundSteps, Duration budget) {
        Map<String, String> settings =
                Map.of("epochs", "2", "batchSize", "20", "replicas", "" + replicas, "roundSteps", "" + roundSteps);
        return TrainingJob.of("nas-bench-201", dataset, out(out))
                .network(new NetworkSize(8, 1))
                .settings(settings)
                .timeBudget(budget)
                .ofSupernet();
    }

    private SupernetTraining training(TrainSupernetJob job) throws IOException {
        Files.createDirectories(job.outputDirectory());
        return SupernetTraining.of(job, SupernetPlan.of(job, DatasetLoader::of));
    }

    private static Executor executor() {
        return new Executor(Backends.choose(null), 1);
    }

    private static byte[] state(Training training) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        training.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Map<String, float[]> weights(SupernetTraining supernet) {
        Map<String, float[]> weights = new TreeMap<>();
        for (Parameter parameter : supernet.parameters().all()) {
            weights.put(parameter.name(), parameter.values().clone());
        }
        return weights;
    }

    @Test
    void oneReplicaTrainsAsIfThereWereNone() throws IOException {
        SupernetTraining plain = training(job("plain", 1, 2, null));
        SupernetTraining rounds = training(job("rounds", 1, 2, null));
        try (Executor executor = executor()) {
            plain.training()
                    .run(
                            executor,
                            plain.checkpoint(),
                            SupernetRoundsTest::noValidation,
                            () -> false,
                            System::nanoTime,
                            (done, total) -> {});
            new SupernetRounds(rounds, executor, Optional.empty())
                    .run(SupernetRoundsTest::noValidation, () -> false, System::nanoTime, (done, total) -> {});
        }
        assertThat(state(rounds.training())).isEqualTo(state(plain.training()));
    }

    @Test
    void aRoundEndsWithTheMeanOfTheReplicasThatHaveMovedAWeight() throws IOException {
        SupernetTraining supernet = training(job("out", 2, 1, null));
        Training training = supernet.training();
        long end = training.endOfRound(new ReplicaRounds(2, 1));
        assertThat(end).isEqualTo(2);
        training.prepareRound(end);
        byte[] begin = state(training);
        List<Map<String, float[]>> alone = new ArrayList<>();
        Map<String, float[]> before = new TreeMap<>();
        try (Executor executor = executor()) {
            for (int replica = 0; replica < 2; replica++) {
                training.restore(new DataInputStream(new ByteArrayInputStream(begin)));
                training.trainReplica(executor, replica, 2, end);
                alone.add(weights(supernet));
            }
            training.restore(new DataInputStream(new ByteArrayInputStream(begin)));
            before.putAll(weights(supernet));
            AtomicLong told = new AtomicLong();
            new SupernetRounds(supernet, executor, Optional.empty())
                    .run(
                            SupernetRoundsTest::noValidation,
                            () -> true,
                            System::nanoTime,
                            (done, total) -> told.set(done));
            assertThat(told).hasValue(end);
        }
        Map<String, float[]> together = weights(supernet);
        assertThat(together.keySet()).isEqualTo(alone.get(0).keySet());
        Set<Integer> movers = new TreeSet<>();
        together.forEach((name, values) -> {
            List<float[]> moved = alone.stream()
                    .map(weights -> weights.get(name))
                    .filter(weight -> !Arrays.equals(weight, before.get(name)))
                    .toList();
            movers.add(moved.size());
            for (int i = 0; i < values.length; i++) {
                int at = i;
                double mean = moved.stream()
                        .mapToDouble(weight -> weight[at])
                        .average()
                        .orElse(before.get(name)[i]);
                assertThat(values[i]).as(name).isEqualTo((float) mean);
            }
        });
        assertThat(movers)
                .as("some weights are moved by one replica, some by both")
                .contains(1, 2);
    }

    @Test
    void aTrainingThatIsStoppedAfterEveryRoundEndsAlike() throws IOException {
        run(job("whole", 2, 1, null));
        JobEvent.Result result = run(job("stopped", 2, 1, Duration.ZERO));
        int runs = 1;
        while (!result.complete()) {
            result = run(job("stopped", 2, 1, Duration.ZERO));
            runs++;
        }
        assertThat(runs).isGreaterThan(2);
        for (String file : List.of("supernet.zip", "training.csv")) {
            assertThat(out("stopped").resolve(file))
                    .hasSameBinaryContentAs(out("whole").resolve(file));
        }
    }
}
