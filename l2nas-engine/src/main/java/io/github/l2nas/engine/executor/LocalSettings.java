package io.github.l2nas.engine.executor;

import java.util.regex.Pattern;

/**
 * Settings of the executor {@code local}.
 *
 * @param workers number of worker processes, at least 1; null for as many as the search can use and the machine has processors for
 * @param memory largest heap of each worker, as {@code -Xmx} takes it; null for that of the engine
 */
public record LocalSettings(Integer workers, String memory) {

    private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]*[kKmMgGtT]?");

    /**
     * @throws IllegalArgumentException where a value is out of range; begins with the setting's name
     */
    public LocalSettings {
        if (workers != null && workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, got " + workers);
        }
        if (memory != null && !MEMORY.matcher(memory).matches()) {
            throw new IllegalArgumentException(
                    "memory must be an amount of memory, for example 2g or 512m; got '" + memory + "'");
        }
    }
}
