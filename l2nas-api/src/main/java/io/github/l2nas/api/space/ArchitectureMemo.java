package io.github.l2nas.api.space;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * What was found out about architectures, by their identities. It forgets all when it knows 100 000: a search under a tight
 * constraint looks at millions. Several threads may use it at once.
 *
 * @param <V> what is remembered
 */
public final class ArchitectureMemo<V> {

    private static final int MOST_KNOWN = 100_000;

    private final ConcurrentMap<String, V> known = new ConcurrentHashMap<>();

    /**
     * Looks up, or finds out.
     *
     * @param architecture of one space
     * @param finds always gives the same, never null, for the same architecture
     * @return what it gives
     */
    public V get(Architecture architecture, Function<Architecture, V> finds) {
        V value = known.get(architecture.identity());
        if (value == null) {
            value = finds.apply(architecture);
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.put(architecture.identity(), value);
        }
        return value;
    }
}
