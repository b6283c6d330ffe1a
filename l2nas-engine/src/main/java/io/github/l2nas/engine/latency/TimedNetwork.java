package io.github.l2nas.engine.latency;

/** A network that is loaded and has images to answer. Used by one thread. */
interface TimedNetwork extends AutoCloseable {

    /** Answers the images once. */
    void run();

    @Override
    void close();
}
