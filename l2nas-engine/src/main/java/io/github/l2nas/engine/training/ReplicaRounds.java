package io.github.l2nas.engine.training;

/**
 * How replicas share a training.
 *
 * @param replicas number of copies of the network, at least 1
 * @param steps of each replica in a round, at least 1; then all go on from the mean of their weights
 */
public record ReplicaRounds(int replicas, int steps) {}
