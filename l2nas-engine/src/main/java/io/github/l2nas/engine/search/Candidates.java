package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import java.nio.file.Path;

/** What an evaluator is asked: an architecture with a seed and a directory of its own. */
final class Candidates {

    private Candidates() {}

    /**
     * A full evaluation.
     *
     * @param architecture what is scored
     * @param seed of the search
     * @param directory of the search; the candidate's lies below it
     * @return the candidate; its seed follows from the search's and the architecture's identity
     */
    static Candidate of(Architecture architecture, long seed, Path directory) {
        long own = new RandomStream(seed, "trial." + architecture.identity()).nextLong();
        return new Candidate(architecture, own, 1, directory.resolve("trials").resolve(Long.toHexString(own)));
    }
}
