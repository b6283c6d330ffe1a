package io.github.l2nas.benchmarks.pytorch;

/** What batch normalisation normalises with. */
enum Statistics {
    /** Mean and variance of the batch, which also move the running ones. */
    BATCH_AND_TRACK,
    /** Mean and variance of the batch; the running ones stay. */
    BATCH,
    /** The running mean and variance. */
    RUNNING
}
