package io.github.l2nas.api.executor;

import java.nio.file.Path;
import java.util.List;

/**
 * A part of a job that is no trial: a training of an evaluation, a replica's share of a supernet's training. What it comes to is in
 * files.
 *
 * @param name what the job's worker is to do; one line
 * @param reads files that the worker needs to find in their places, absolute; those of the job itself not among them
 * @param writes files that the worker leaves, absolute; each is whole or not there
 */
public record Task(String name, List<Path> reads, List<Path> writes) {

    /**
     * @throws IllegalArgumentException where the name is no single line
     */
    public Task {
        if (name.isEmpty() || !name.lines().toList().equals(List.of(name))) {
            throw new IllegalArgumentException("a task's name is one line, got '" + name + "'");
        }
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }
}
