package io.github.l2nas.report.page;

import io.github.l2nas.report.result.FoundArchitecture;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that the accuracies of a search depend on. Those of two searches can be compared only where it is the same.
 *
 * @param parts names, most of them paths in a result's provenance, and values
 */
record ScoredBy(SortedMap<String, String> parts) {

    private static final String TABLE = "inputs.table.sha256";
    private static final String DIGEST = ".sha256";

    /** Of inputs, those that no accuracy depends on. */
    private static final Set<String> OTHERS = Set.of("inputs.policy.sha256", "inputs.latencyTable.sha256");

    private static final Set<String> PREFIXES =
            Set.of("evaluator.", "spaceSettings.", "dataset.", "compute.", "code.space", "code.evaluator");

    /**
     * What scored a search's architectures.
     *
     * @param found tells the provenance
     * @return for a table it is the table alone: it has been measured by then
     */
    static ScoredBy of(FoundArchitecture found) {
        SortedMap<String, String> parts = new TreeMap<>();
        parts.put("space", found.space().name());
        parts.put("metric", found.metric());
        Map<String, String> provenance = found.provenance();
        if (provenance.containsKey(TABLE)) {
            parts.put(TABLE, provenance.get(TABLE));
            return new ScoredBy(parts);
        }
        provenance.forEach((name, value) -> {
            boolean isInput = name.startsWith("inputs.") && name.endsWith(DIGEST) && !OTHERS.contains(name);
            if (isInput || PREFIXES.stream().anyMatch(name::startsWith)) {
                parts.put(name, value);
            }
        });
        return new ScoredBy(parts);
    }

    /**
     * Why accuracies can't be compared.
     *
     * @param other what scored another search
     * @return names of what differs; none where they can
     */
    Set<String> differences(ScoredBy other) {
        Set<String> names = new TreeSet<>(parts.keySet());
        names.addAll(other.parts.keySet());
        names.removeIf(name -> Objects.equals(parts.get(name), other.parts.get(name)));
        return names;
    }
}
