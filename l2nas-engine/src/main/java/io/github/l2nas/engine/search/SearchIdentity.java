package io.github.l2nas.engine.search;

import io.github.l2nas.api.file.Sha256;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.result.EngineVersion;
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
        parts.keySet().removeIf(key -> key.startsWith("evaluations."));
        parts.remove("repeats");
        parts.remove("objective.consensus");
        parts.remove("outputTimestamp");
        parts.put("seed", String.valueOf(seed));
        parts.put("engine", EngineVersion.current());
        parts.put("settings in force", settings.toString());
        StringBuilder text = new StringBuilder();
        parts.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return Sha256.hex(text.toString());
    }
}
