package io.github.l2nas.maven.space;

import io.github.l2nas.api.job.Part;
import io.github.l2nas.maven.input.Coordinates.UsualArtifact;
import io.github.l2nas.maven.input.InputResolver;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * A search space as a POM declares it: by its name or its class, {@code <space>darts</space>}; by a JSON file that defines
 * it, {@code <space>src/main/space.json</space>}; or by its choices, {@code <space><name>mine</name><choices>...}.
 */
public final class SpaceParameter {

    /** What a space of choices is called among all kinds of spaces. */
    private static final String CHOICES = "choices";

    private static final List<String> ELEMENTS = List.of("name", CHOICES, "settings");
    private static final UsualArtifact USUAL_DEFINITION = new UsualArtifact("json", "");
    private static final GoalParameter SPACE = GoalParameter.named("space");

    private final String name;
    private final PlexusConfiguration settings;
    private final PlexusConfiguration choices;

    private SpaceParameter(String name, PlexusConfiguration settings, PlexusConfiguration choices) {
        this.name = name == null ? "" : name.strip();
        this.settings = settings;
        this.choices = choices;
    }

    /**
     * Reads the element. Maven hands it over as it is, after what a parent POM says was merged into it.
     *
     * @param element {@code <space>}; null where there is none. Its value is that of the property where nothing else is said:
     *     <code>${l2nas.space}</code>
     * @param property what the property says; null for nothing
     * @return the parameter
     * @throws io.github.l2nas.maven.parameter.ParameterException where it holds both a text and elements, or an unknown one
     */
    public static SpaceParameter of(PlexusConfiguration element, String property) {
        if (element == null) {
            return new SpaceParameter(property, null, null);
        }
        String text = element.getValue("").strip();
        boolean declared = !text.isEmpty() && !text.equals("${" + SPACE.property() + "}");
        if (element.getChildCount() == 0) {
            return new SpaceParameter(declared ? text : property, null, null);
        }
        if (declared) {
            throw SPACE.wrong("it has both the name '" + text + "' and elements, one of them perhaps from a parent POM;"
                    + " write <space combine.self=\"override\"> in this one");
        }
        for (PlexusConfiguration child : element.getChildren()) {
            if (!ELEMENTS.contains(child.getName())) {
                throw within(child.getName()).wrong("there is no such element; <space> has " + ELEMENTS);
            }
        }
        PlexusConfiguration name = element.getChild("name", false);
        return new SpaceParameter(
                within("name").required(name == null ? null : name.getValue(), "name the space"),
                element.getChild("settings", false),
                element.getChild(CHOICES, false));
    }

    static GoalParameter within(String element) {
        return new GoalParameter("space." + element, SPACE.property());
    }

    /**
     * The space's name, or the file that defines it.
     *
     * @return empty where nothing is declared
     */
    public String name() {
        return name;
    }

    /**
     * The space as the engine takes it.
     *
     * @param inputs finds a file that defines it
     * @return the part of a job
     * @throws io.github.l2nas.maven.parameter.ParameterException where an element is wrong, or the file is not there
     */
    public Part part(InputResolver inputs) {
        if (choices != null) {
            if (settings != null) {
                throw within("settings").wrong("a space of choices has no settings; leave them out");
            }
            return Part.named(CHOICES).with("name", name).with(CHOICES, ChoiceElements.json(choices));
        }
        if (isDefinition(name)) {
            return Part.reading(CHOICES, "definition", inputs.resolve(SPACE, name, USUAL_DEFINITION));
        }
        return settings == null ? Part.named(name) : new Part(name, null, settingsByName(), null);
    }

    private Map<String, String> settingsByName() {
        Map<String, String> values = new TreeMap<>();
        for (PlexusConfiguration setting : settings.getChildren()) {
            values.put(
                    setting.getName(),
                    within("settings." + setting.getName())
                            .required(setting.getValue(), "give a value or leave the element out"));
        }
        return values;
    }

    /** A file or coordinates: a name has no colon. */
    private static boolean isDefinition(String text) {
        return text.endsWith(".json") || text.indexOf(':') >= 0;
    }
}
