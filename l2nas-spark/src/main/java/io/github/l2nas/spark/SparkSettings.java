package io.github.l2nas.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of the executor {@code spark}.
 *
 * @param master of the cluster, for example {@code spark://host:7077} or {@code local[*]}
 * @param conf settings of Spark by name, a JSON object of texts; null for none
 */
public record SparkSettings(String master, String conf) {

    /**
     * @throws IllegalArgumentException where {@code conf} is no object of texts
     */
    public SparkSettings {
        read(conf);
    }

    /**
     * The settings of Spark.
     *
     * @return by name
     */
    Map<String, String> sparkConf() {
        return read(conf);
    }

    private static Map<String, String> read(String conf) {
        if (conf == null) {
            return Map.of();
        }
        try {
            return new ObjectMapper().readValue(conf, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "conf must be a JSON object of texts, for example {\"spark.executor.memory\": \"4g\"}; got "
                            + conf);
        }
    }
}
