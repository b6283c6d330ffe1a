package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.engine.training.Training;
import java.util.Iterator;

/** What chooses operations while the supernet's weights are trained. */
interface OneShotMethod extends Training.Companion, Training.Network {

    /** Learns what it learns between epochs. */
    void endEpoch();

    /** The architecture that it holds for the best now. */
    Architecture choice();

    /** What it answers after the training, best first. It has an end. */
    Iterator<Architecture> ranking();
}
