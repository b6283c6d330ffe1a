package io.github.l2nas.spark;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import java.util.concurrent.ThreadLocalRandom;

/** Takes a random time; its scores depend on the trial's seed alone. */
public final class BySeed implements Evaluator {

    @Override
    public Score evaluate(Candidate candidate) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(200));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Score.of(Math.floorMod(candidate.seed(), 1000) / 1000.0);
    }
}
