package io.github.l2nas.maven;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.util.Map;

/** The parameters that say where the work of a goal is done, as the part of a job. */
final class ExecutorParameters {

    static final String SPARK = "spark";

    private ExecutorParameters() {}

    /**
     * The executor that is declared.
     *
     * @param executor its name
     * @param workers processes of executor {@code local}; null where nothing is said
     * @param memory of each; null where nothing is said
     * @param sparkMaster of executor {@code spark}; null where nothing is said
     * @param sparkConf of executor {@code spark}, by name
     * @return the part
     */
    static Part part(
            String executor, Integer workers, String memory, String sparkMaster, Map<String, String> sparkConf) {
        GoalParameter.named("workers").positive(workers);
        boolean spark = executor.equals(SPARK);
        if (!spark && (sparkMaster != null || !sparkConf.isEmpty())) {
            throw GoalParameter.named(sparkMaster == null ? "sparkConf" : "sparkMaster")
                    .wrong("only executor spark has it; say <executor>spark</executor> or leave it out");
        }
        if (spark && sparkMaster == null) {
            throw GoalParameter.named("sparkMaster").wrong("it is missing: give for example spark://host:7077");
        }
        return Part.named(executor)
                .with("workers", workers)
                .with("memory", memory)
                .with("master", sparkMaster)
                .with("conf", sparkConf.isEmpty() ? null : json(sparkConf));
    }

    private static String json(Map<String, String> conf) {
        try {
            return new JsonMapper().writeValueAsString(conf);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
