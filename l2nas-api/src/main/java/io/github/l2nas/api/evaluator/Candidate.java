package io.github.l2nas.api.evaluator;

import io.github.l2nas.api.space.Architecture;
import java.nio.file.Path;

/**
 * An architecture that is to be scored.
 *
 * @param architecture the architecture
 * @param seed of all randomness in scoring it; it follows from the search's seed and the architecture, and is the same at all
 *     fidelities
 * @param fidelity share of the full effort, in (0, 1]
 * @param directory for files of this architecture alone, the same at all fidelities, absolute; it may not be there yet
 */
public record Candidate(Architecture architecture, long seed, double fidelity, Path directory) {
    public Candidate {
        if (!(fidelity > 0 && fidelity <= 1)) {
            throw new IllegalArgumentException("a fidelity lies above 0 and is at most 1, got " + fidelity);
        }
    }
}
