package io.github.l2nas.maven.fork;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of an output, for the case that they tell why it ended. Threads may add and read at once. */
final class LastLines {

    private static final int KEPT = 20;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    synchronized List<String> list() {
        return List.copyOf(lines);
    }
}
