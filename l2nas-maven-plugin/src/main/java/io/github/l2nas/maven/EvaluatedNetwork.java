package io.github.l2nas.maven;

import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The network that goal {@code evaluate} of a project trains, as far as its size goes: a search's limits are about it. What
 * an execution of that goal says for itself counts more than what the plugin's configuration says.
 */
final class EvaluatedNetwork {

    private static final String SETTINGS = "evaluationSettings";

    private final List<PluginExecution> executions;
    private final NetworkSize size;
    private final String recipe;
    private final Map<String, String> settings;

    /**
     * @param executions of goal {@code evaluate} that the project declares
     * @param size as the search knows it
     * @param recipe as the search knows it; null for the space's
     * @param settings of the recipe, as the search knows them
     */
    EvaluatedNetwork(List<PluginExecution> executions, NetworkSize size, String recipe, Map<String, String> settings) {
        this.executions = executions;
        this.size = size;
        this.recipe = recipe;
        this.settings = settings;
    }

    /**
     * The size.
     *
     * @return what is left open is the recipe's
     */
    NetworkSize size() {
        return new NetworkSize(
                number("evaluationChannels", "channels", size.channels()),
                number("evaluationCells", "cells", size.cells()),
                own("evaluationRecipe").map(Xpp3Dom::getValue).orElse(recipe));
    }

    private Integer number(String parameter, String setting, Integer known) {
        Optional<String> text = own(parameter).map(Xpp3Dom::getValue);
        if (text.isEmpty() && known != null) {
            return known;
        }
        String value = text.or(
                        () -> own(SETTINGS).map(all -> all.getChild(setting)).map(Xpp3Dom::getValue))
                .orElseGet(() -> settings.get(setting));
        try {
            return value == null ? null : GoalParameter.named(parameter).positive(Integer.valueOf(value.strip()));
        } catch (NumberFormatException e) {
            throw GoalParameter.named(parameter).wrong("'" + value + "' is not a whole number");
        }
    }

    private Optional<Xpp3Dom> own(String element) {
        return executions.stream()
                .map(PluginExecution::getConfiguration)
                .filter(Xpp3Dom.class::isInstance)
                .map(configuration -> ((Xpp3Dom) configuration).getChild(element))
                .filter(child -> child != null)
                .findFirst();
    }
}
