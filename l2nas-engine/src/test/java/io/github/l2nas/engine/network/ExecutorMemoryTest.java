package io.github.l2nas.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.tensor.Backends;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps of a supernet take another path each time and no more memory than those before. */
class ExecutorMemoryTest {

    private static final int BATCH = 8;
    private static final Shape IMAGE = new Shape(3, 8, 8);
    private static final int CLASSES = 10;

    /** After as many steps every operation has run in every place. */
    private static final int STEPS = 500;

    /** A leak makes memory grow with each of them; what else the JVM does, with one: the median tells. */
    private static final int TIMES = 3;

    /** 32 KiB a step: the outputs of two layers, where a step has dozens. */
    private static final long GROWTH = (long) STEPS * (32 << 10);

    private static final String GREW = "grew by ";

    /** ND4J frees what belongs to its operations with their Java objects; a heap that never fills would hide that it does. */
    private static final int COLLECTION = 100;

    /** A heap that is there from the start: what else the process takes is native memory. */
    private static final List<String> FIXED_HEAP =
            List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

    private final NetworkSpace space = (NetworkSpace) SearchSpaces.named("nas-bench-201");
    private final Parameters parameters = new Parameters(1);
    private final RandomStream random = new RandomStream(1, "memory");

    @ParameterizedTest
    @CsvSource({"onednn", "nd4j"})
    void nativeMemoryDoesNotGrowWithTheSteps(String backend) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FIXED_HEAP);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ExecutorMemoryTest.class.getName(),
                backend));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        long[] growth = output.lines()
                .filter(line -> line.startsWith(GREW))
                .mapToLong(line -> Long.parseLong(line.substring(GREW.length())))
                .sorted()
                .toArray();
        assertThat(growth).hasSize(TIMES);
        assertThat(growth[TIMES / 2]).as(output).isLessThan(GROWTH);
    }

    /**
     * Trains in a process of its own and prints by how much native memory has grown each time.
     *
     * @param arguments the backend
     */
    public static void main(String[] arguments) {
        ExecutorMemoryTest test = new ExecutorMemoryTest();
        try (Executor executor = new Executor(Backends.choose(arguments[0]), 1)) {
            test.train(executor);
            for (int time = 0; time < TIMES; time++) {
                long before = memory();
                test.train(executor);
                System.out.println(GREW + (memory() - before));
            }
        }
    }

    private void train(Executor executor) {
        Sgd sgd = new Sgd(new Sgd.Settings(0.9, true, 5e-4, 5));
        float[] images = new float[BATCH * Math.toIntExact(IMAGE.size())];
        int[] labels = new int[BATCH];
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < images.length; i++) {
                images[i] = random.nextFloat() - 0.5f;
            }
            for (int i = 0; i < BATCH; i++) {
                labels[i] = random.nextInt(CLASSES);
            }
            LayerGraph path = path();
            parameters.initialise(path);
            executor.train(path, parameters, images, labels, new CrossEntropy(0, 0), Noise.NONE);
            sgd.step(path, parameters, 0.01);
            if (step % COLLECTION == 0) {
                System.gc();
            }
        }
    }

    private LayerGraph path() {
        Architecture architecture = SearchContext.unconstrained(space, 1).randomArchitecture(random);
        return space.supernetPath(architecture, new Skeleton(8, 1, CLASSES, IMAGE));
    }

    /** Bytes of the process. */
    private static long memory() {
        System.gc();
        return Pointer.physicalBytes();
    }
}
