package io.github.l2nas.engine.network;

import java.util.Arrays;
import java.util.Optional;

/**
 * Gradients of weights that wait until another step has gone backward. The input of a convolution has left the caches since the forward
 * pass. The activation that put it out reads it from beginning to end, which is fast; a convolution reads it here and there. So the
 * activation goes first.
 */
final class LateGradients {

    private static final int NONE = -1;

    /**
     * A step whose weights' gradient is still to come.
     *
     * @param step its index
     * @param gradient of its output
     */
    record Late(int step, BackwardGradients.Share gradient) {}

    private final int[] awaited;
    private final Late[] waiting;

    /** @param steps how many there are */
    LateGradients(int steps) {
        awaited = new int[steps];
        waiting = new Late[steps];
        Arrays.fill(awaited, NONE);
    }

    /**
     * Lets a step wait for another one.
     *
     * @param step whose weights' gradient waits
     * @param other an earlier step, which goes backward later; one step at most waits for it
     */
    void letWait(int step, int other) {
        awaited[step] = other;
    }

    /** Whether the gradient of a step's weights waits. */
    boolean waits(int step) {
        return awaited[step] != NONE;
    }

    /** A step has computed all but the gradient of its weights. */
    void put(int step, BackwardGradients.Share gradient) {
        waiting[awaited[step]] = new Late(step, gradient);
    }

    /** What has waited for a step. */
    Optional<Late> take(int other) {
        Optional<Late> late = Optional.ofNullable(waiting[other]);
        waiting[other] = null;
        return late;
    }
}
