package io.github.l2nas.spaces;

import java.util.Map;
import java.util.TreeMap;

/** Settings of strategy l2nas that the paper gives for large spaces, as far as they differ from its defaults. */
public final class PaperSettings {

    /** Of the DARTS space. */
    public static final Map<String, String> DARTS = Map.ofEntries(
            Map.entry("hiddenUnits", "256"),
            Map.entry("eliteSize", "500"),
            Map.entry("checkQuantile", "0.95"),
            Map.entry("batchSize", "64"),
            Map.entry("maxBatchesPerStep", "1"),
            Map.entry("noise", "5e-5"),
            Map.entry("epsilonStart", "0"),
            Map.entry("epsilonMinimum", "0"),
            Map.entry("epsilonAnnealSteps", "0"),
            Map.entry("warmUpSteps", "3000"),
            Map.entry("bufferSize", "5000"),
            Map.entry("steps", "20000"));

    private PaperSettings() {}

    /**
     * Settings of the Once-for-All space.
     *
     * @param accEnv Acc_env of the supernet, in (0, 1]
     * @return settings by name
     */
    public static Map<String, String> onceForAll(String accEnv) {
        Map<String, String> settings = new TreeMap<>(DARTS);
        settings.put("noise", "1e-4");
        settings.put("reward", "relative");
        settings.put("accEnv", accEnv);
        settings.put("steps", "10000");
        return Map.copyOf(settings);
    }
}
