package io.github.l2nas.maven.documentation;

import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.strategy.StrategyFactory;
import io.github.l2nas.engine.dataset.TabularSettings;
import io.github.l2nas.engine.training.EvaluationRecipe;
import io.github.l2nas.engine.training.SupernetRecipe;
import io.github.l2nas.maven.gate.Measure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfigurationException;

/** The goals and parameters of this plugin as its descriptor has them. */
final class Goals {

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{(l2nas\\.[A-Za-z.]+)}");

    /** Names that the maps of settings take; the engine's records say which. */
    private static final Map<String, Set<String>> SETTINGS = Map.of(
            "settings", components(settingsOfStrategies()),
            "recipeSettings", components(SupernetRecipe.class),
            "evaluationSettings", components(EvaluationRecipe.class),
            "datasetSettings", components(TabularSettings.class),
            "evaluatorSettings", components(settingsOfEvaluators()),
            "tolerances", Stream.of(Measure.values()).map(Measure::label).collect(Collectors.toSet()));

    private final PluginDescriptor descriptor;

    private Goals(PluginDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    static Goals read() throws IOException, PlexusConfigurationException {
        try (InputStream in = Goals.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            return new Goals(new PluginDescriptorBuilder().build(new InputStreamReader(in, StandardCharsets.UTF_8)));
        }
    }

    private static Class<?>[] settingsOfStrategies() {
        Extensions<StrategyFactory<?>> known = Extensions.of(StrategyFactory.class, "strategy", "strategy");
        return known.all().stream()
                .map(factory -> factory.defaults().getClass())
                .toArray(Class<?>[]::new);
    }

    private static Class<?>[] settingsOfEvaluators() {
        Extensions<EvaluatorFactory<?>> known = Extensions.of(EvaluatorFactory.class, "evaluator", "evaluator");
        return known.all().stream()
                .map(factory -> factory.defaults().getClass())
                .toArray(Class<?>[]::new);
    }

    private static Set<String> components(Class<?>... records) {
        return Stream.of(records)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(component -> component.getName())
                .collect(Collectors.toSet());
    }

    String version() {
        return descriptor.getVersion();
    }

    List<MojoDescriptor> all() {
        return descriptor.getMojos();
    }

    Set<String> names() {
        return all().stream().map(MojoDescriptor::getGoal).collect(Collectors.toSet());
    }

    Optional<Parameter> parameter(String goal, String name) {
        return all().stream()
                .filter(mojo -> mojo.getGoal().equals(goal))
                .flatMap(mojo -> mojo.getParameters().stream())
                .filter(parameter -> parameter.getName().equals(name) && parameter.isEditable())
                .findFirst();
    }

    /** The properties that set parameters of some goals, beside those of settings, which {@link #isProperty} knows. */
    private Set<String> properties(Set<String> goals) {
        Set<String> properties = new HashSet<>();
        for (MojoDescriptor mojo : all()) {
            if (goals.contains(mojo.getGoal())) {
                for (PlexusConfiguration parameter : mojo.getMojoConfiguration().getChildren()) {
                    Matcher matcher = PROPERTY.matcher(parameter.getValue(""));
                    if (matcher.find()) {
                        properties.add(matcher.group(1));
                    }
                }
            }
        }
        return properties;
    }

    boolean isProperty(String property, Set<String> goals) {
        return properties(goals).contains(property)
                || SETTINGS.entrySet().stream()
                        .filter(map -> goals.stream()
                                .anyMatch(goal -> parameter(goal, map.getKey()).isPresent()))
                        .anyMatch(map -> map.getValue().stream()
                                .anyMatch(name -> property.equals("l2nas." + map.getKey() + "." + name)));
    }

    /** Whether a parameter that is a map takes a name: maps that are not of settings take any. */
    static boolean isSetting(String map, String name) {
        return !SETTINGS.containsKey(map) || SETTINGS.get(map).contains(name);
    }
}
