package io.github.l2nas.engine.search;

import io.github.l2nas.engine.artifact.EngineVersion;
import io.github.l2nas.engine.job.JobJson;
import io.github.l2nas.engine.job.SearchJob;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * What the trials of a search depend on, as one digest: everything in its job but when it stops and where it writes. A
 * journal with the same identity can be continued, also for more steps than before.
 */
final class SearchIdentity {

    private SearchIdentity() {}

    static String of(SearchJob job, long seed, Record settings) {
        Map<String, String> parts = JobJson.fingerprint(job);
        parts.keySet().removeIf(key -> key.startsWith("stopping."));
        parts.remove("repeats");
        parts.remove("consensus");
        parts.remove("outputTimestamp");
        parts.put("seed", String.valueOf(seed));
        parts.put("engine", EngineVersion.current());
        parts.put("settings in force", settings.toString());
        StringBuilder text = new StringBuilder();
        parts.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
