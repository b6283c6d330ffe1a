package io.github.l2nas.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.testdata.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mean of the best test accuracy on NAS-Bench-201 against figures of an independent implementation, 200 seeds. */
class PublishedFiguresTest {

    private static final int SEEDS = 20;
    private static final int QUERIES = 192;

    @ParameterizedTest
    @CsvSource({
        "regularized-evolution, cifar10_test, 94.36",
        "regularized-evolution, cifar100_test, 73.45",
        "local-search, cifar10_test, 94.37",
        "local-search, cifar100_test, 73.51"
    })
    void isReachedWithin192UniqueQueries(String name, String metric, double published) throws IOException {
        Map<String, Double> accuracies = accuracies(metric);
        double sum = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Strategy strategy = Searches.baselines().get(name).apply(Searches.context(Searches.NAS_BENCH_201, seed));
            sum += best(strategy, accuracies);
        }

        assertThat(sum / SEEDS).isGreaterThan(published - 0.1);
    }

    private static double best(Strategy strategy, Map<String, Double> accuracies) {
        Set<String> seen = new HashSet<>();
        double best = 0;
        while (seen.size() < QUERIES) {
            Turn turn = Turn.of(strategy, seen.size() + 1);
            Proposal proposal = turn.proposal();
            double accuracy = accuracies.get(proposal.architecture().identity());
            turn.observe(accuracy / 100);
            seen.add(proposal.architecture().identity());
            best = Math.max(best, accuracy);
        }
        return best;
    }

    private static Map<String, Double> accuracies(String metric) throws IOException {
        Path file = SharedData.nasBench201();
        Map<String, Double> accuracies = new HashMap<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> header = List.of(reader.readLine().split(",", -1));
            int architecture = header.indexOf("architecture");
            int column = header.indexOf(metric);
            reader.lines()
                    .map(line -> line.split(",", -1))
                    .forEach(row -> accuracies.put(row[architecture], Double.valueOf(row[column])));
        }
        return accuracies;
    }
}
