package io.github.l2nas.engine.job;

import java.nio.file.Path;

/**
 * Converts a benchmark file of another format into a table that {@code search} reads.
 *
 * @param space name of the search space
 * @param source what the user has: a csv, json, directory or tar
 * @param table the csv or csv.gz to write
 * @param outputDirectory absolute directory for everything else the job writes
 */
public record ImportTableJob(String space, Path source, Path table, Path outputDirectory) implements Job {}
