package io.github.l2nas.maven.output;

import io.github.l2nas.maven.fork.ClassPathFingerprint;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Names what differs between two fingerprints, in the user's words. */
final class FingerprintDifference {

    private static final String DIGEST = ".sha256";
    private static final String NAME = ".name";

    private FingerprintDifference() {}

    /**
     * What changed.
     *
     * @param before the fingerprint of the existing outputs
     * @param now the fingerprint of the job
     * @param parameterOf the parameter behind a fingerprint's name
     * @return for each change a phrase such as {@code metric: cifar10_valid -> cifar10_test} or {@code table: content
     *     changed}, sorted by name
     */
    static List<String> between(
            Map<String, String> before, Map<String, String> now, Function<String, GoalParameter> parameterOf) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), now.get(name)));
        List<String> changes = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(ClassPathFingerprint.CLASS_PATH)) {
                changes.add(onClassPath(name, before, now));
                continue;
            }
            String shown = parameterOf.apply(name).name();
            if (!name.endsWith(DIGEST)) {
                changes.add(shown + ": " + value(before, name) + " -> " + value(now, name));
            } else if (!names.contains(name.replace(DIGEST, NAME))) {
                changes.add(shown + ": content changed");
            }
        }
        return changes;
    }

    private static String onClassPath(String name, Map<String, String> before, Map<String, String> now) {
        String jar = name.substring(ClassPathFingerprint.CLASS_PATH.length());
        if (!before.containsKey(name)) {
            return jar + ": new on the class path";
        }
        return jar + (now.containsKey(name) ? ": content changed" : ": no longer on the class path");
    }

    private static String value(Map<String, String> fingerprint, String name) {
        return fingerprint.getOrDefault(name, "unset");
    }
}
