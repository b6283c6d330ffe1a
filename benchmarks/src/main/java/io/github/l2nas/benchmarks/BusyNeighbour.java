package io.github.l2nas.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Training steps while other processes are busy: ours with one thread and with two, and PyTorch's with two, in turn, beside no,
 * one and two processes that count for ever. Prints medians, and the ratios of our two threads to one and to PyTorch.
 *
 * <p>Arguments: rounds (15), cases of {@link SpeedCases#NAMES}, separated by commas ({@code digits,nas-bench-201}).
 */
public final class BusyNeighbour {

    private static final int WARM_UP = 3;
    private static final int MOST_LOOPS = 2;
    private static final int NETWORKS = 2;

    private BusyNeighbour() {}

    /**
     * Measures and prints; with {@code --loop} it is a neighbour.
     *
     * @param arguments as described
     * @throws IOException where a process can't be started or ends early
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals("--loop")) {
            loop();
        }
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        List<String> cases = List.of((arguments.length > 1 ? arguments[1] : "digits,nas-bench-201").split(",", -1));
        for (String name : cases) {
            compare(name, rounds);
        }
    }

    private static void loop() {
        long number = 0;
        while (System.nanoTime() != number) {
            number++;
        }
    }

    private static void compare(String name, int rounds) throws IOException {
        try (NetworkProcess one = new NetworkProcess("ours", name, 1);
                NetworkProcess two = new NetworkProcess("ours", name, 2);
                NetworkProcess pyTorch = new NetworkProcess("pytorch", name, 2)) {
            Map<String, NetworkProcess> sides = Map.of("one", one, "two", two, "pytorch", pyTorch);
            for (int loops = 0; loops <= MOST_LOOPS; loops++) {
                List<Process> neighbours = neighbours(loops);
                try {
                    print(name, loops, measure(sides, rounds));
                } finally {
                    neighbours.forEach(Process::destroyForcibly);
                }
            }
        }
    }

    private static List<Process> neighbours(int count) throws IOException {
        List<Process> neighbours = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            neighbours.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            BusyNeighbour.class.getName(),
                            "--loop")
                    .start());
        }
        return neighbours;
    }

    private static Map<String, Double> measure(Map<String, NetworkProcess> sides, int rounds) throws IOException {
        Map<String, List<Double>> times = new TreeMap<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            for (int network = 0; network < NETWORKS; network++) {
                for (String side : List.of("one", "two", "pytorch")) {
                    double time = sides.get(side).time("train", network, NETWORKS);
                    if (round >= 0) {
                        times.computeIfAbsent(side, key -> new ArrayList<>()).add(time);
                    }
                }
            }
        }
        Map<String, Double> medians = new TreeMap<>();
        times.forEach((side, all) -> medians.put(side, Median.of(all)));
        return medians;
    }

    private static void print(String name, int loops, Map<String, Double> medians) {
        double one = medians.get("one");
        double two = medians.get("two");
        double pyTorch = medians.get("pytorch");
        System.out.printf(
                Locale.ROOT,
                "%-14s %d busy  one thread %8.1f ms  two %8.1f ms  PyTorch, two %8.1f ms  two/one %.2f  two/PyTorch %.2f%n",
                name,
                loops,
                one,
                two,
                pyTorch,
                two / one,
                two / pyTorch);
    }
}
