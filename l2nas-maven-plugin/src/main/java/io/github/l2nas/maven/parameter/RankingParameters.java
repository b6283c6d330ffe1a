package io.github.l2nas.maven.parameter;

import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import java.util.List;
import java.util.Map;

/**
 * The evaluators that rank architectures beside the one that scores trials, as a POM declares them.
 *
 * @param warmUp chooses the first architectures; null for none
 * @param warmUpCount how many; null for the usual
 * @param warmUpPool of how many in a large space; null for the usual
 * @param warmUpSettings of this evaluator
 * @param features tell a model which architectures are alike; null for none
 * @param featureSettings of these evaluators
 * @param filter keeps architectures from being scored; null for none
 * @param filterShare which share it keeps; null for the usual
 * @param filterPool told by how many in a large space; null for the usual
 * @param filterSettings of this evaluator
 */
public record RankingParameters(
        String warmUp,
        Integer warmUpCount,
        Integer warmUpPool,
        Map<String, String> warmUpSettings,
        List<String> features,
        Map<String, String> featureSettings,
        String filter,
        Double filterShare,
        Integer filterPool,
        Map<String, String> filterSettings) {

    private static final GoalParameter WARM_UP = GoalParameter.named("warmUp");
    private static final GoalParameter FEATURES = GoalParameter.named("features");
    private static final GoalParameter FILTER = GoalParameter.named("filter");

    /**
     * Whether any evaluator is declared.
     *
     * @return false where nothing is ranked
     */
    public boolean any() {
        return isGiven(warmUp) || isGiven(filter) || (features != null && !features.isEmpty());
    }

    /**
     * The warm-up.
     *
     * @return null for none
     * @throws ParameterException for a value out of range, or one that belongs to a warm-up where there is none
     */
    public SearchJob.WarmUp declaredWarmUp() {
        if (isGiven(warmUp)) {
            return new SearchJob.WarmUp(
                    part(warmUp, warmUpSettings),
                    GoalParameter.named("warmUpCount").positive(warmUpCount),
                    GoalParameter.named("warmUpPool").positive(warmUpPool));
        }
        requireAbsent("warmUpCount", warmUpCount, WARM_UP);
        requireAbsent("warmUpPool", warmUpPool, WARM_UP);
        requireAbsent("warmUpSettings", warmUpSettings, WARM_UP);
        return null;
    }

    /**
     * The features.
     *
     * @return null for none
     * @throws ParameterException for an empty name, or settings without features
     */
    public List<Part> declaredFeatures() {
        List<String> names = FEATURES.texts(features);
        if (names.isEmpty()) {
            requireAbsent("featureSettings", featureSettings, FEATURES);
            return null;
        }
        return names.stream().map(name -> part(name, featureSettings)).toList();
    }

    /**
     * The filter.
     *
     * @return null for none
     * @throws ParameterException for a value out of range, or one that belongs to a filter where there is none
     */
    public SearchJob.Filter declaredFilter() {
        if (isGiven(filter)) {
            return new SearchJob.Filter(
                    part(filter, filterSettings),
                    GoalParameter.named("filterShare").fraction(filterShare),
                    GoalParameter.named("filterPool").positive(filterPool));
        }
        requireAbsent("filterShare", filterShare, FILTER);
        requireAbsent("filterPool", filterPool, FILTER);
        requireAbsent("filterSettings", filterSettings, FILTER);
        return null;
    }

    private static Part part(String name, Map<String, String> settings) {
        return new Part(name.strip(), null, settings, null);
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isBlank();
    }

    private static void requireAbsent(String name, Object value, GoalParameter partner) {
        if (value != null && !(value instanceof Map<?, ?> settings && settings.isEmpty())) {
            throw GoalParameter.named(name).wrong("it goes with a " + partner + "; leave it out");
        }
    }
}
