package io.github.l2nas.engine.agent;

import io.github.l2nas.api.file.Sha256;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.engine.strategy.Turn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Small searches for tests, on NAS-Bench-201 architectures with a made-up accuracy. */
final class Searches {

    private Searches() {}

    static SearchContext context(String space, long seed) {
        return new SearchContext(SearchSpaces.named(space), seed, architecture -> true);
    }

    static SearchContext context(long seed) {
        return context("nas-bench-201", seed);
    }

    /** Share of the rows that choose column 3, plus a little for each other column. */
    static double accuracy(Architecture architecture) {
        double sum = 0;
        for (int choice : architecture.choices()) {
            sum += choice == 3 ? 1 : 0.1 * Math.max(0, choice);
        }
        return sum / architecture.choices().length;
    }

    static List<String> run(Strategy strategy, int steps) {
        List<String> trace = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            Turn turn = Turn.of(strategy, step + 1);
            Proposal proposal = turn.proposal();
            double reward = turn.observe(accuracy(proposal.architecture()));
            trace.add(proposal.origin() + " " + proposal.architecture().notation() + " " + reward);
        }
        return trace;
    }

    static byte[] save(Strategy strategy) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        strategy.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** Of all that a search leaves: what was suggested, its rewards, and the policy. */
    static String digest(List<String> trace, Policy policy) throws IOException {
        MessageDigest digest = Sha256.begin();
        digest.update(String.join("\n", trace).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(write(policy)));
    }

    static byte[] write(Policy policy) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        policy.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    static DataInputStream input(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
