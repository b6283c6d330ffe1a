package io.github.l2nas.api.job;

import java.nio.file.Path;

/**
 * Converts a benchmark file of another format into a table that {@code search} reads.
 *
 * @param space the search space
 * @param source what the user has: a csv, json, directory or tar
 * @param table the csv or csv.gz to write
 * @param outputDirectory absolute directory for everything else the job writes
 */
public record ImportTableJob(Part space, Path source, Path table, Path outputDirectory) implements Job {}
