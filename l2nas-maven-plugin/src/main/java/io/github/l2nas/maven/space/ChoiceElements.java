package io.github.l2nas.maven.space;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.util.List;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * Choices of a search space as a POM writes them, in the order of their elements:
 *
 * <pre>{@code
 * <depth>2, 3</depth>
 * <kernel3 when="depth=3">3, 5</kernel3>
 * }</pre>
 */
final class ChoiceElements {

    private static final String WHEN = "when";

    private ChoiceElements() {}

    /**
     * The choices as the JSON in which the engine takes them.
     *
     * @param choices the element {@code <choices>}
     * @return an object with a field for each choice
     * @throws io.github.l2nas.maven.parameter.ParameterException where an element is no choice; names it
     */
    static ObjectNode json(PlexusConfiguration choices) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (PlexusConfiguration element : choices.getChildren()) {
            GoalParameter parameter = SpaceParameter.within("choices." + element.getName());
            if (json.has(element.getName())) {
                throw parameter.wrong("this choice stands twice; leave one out");
            }
            if (element.getChildCount() > 0) {
                throw parameter.wrong("write its values as text, separated by commas: <" + element.getName()
                        + ">16, 32</" + element.getName() + ">");
            }
            for (String attribute : element.getAttributeNames()) {
                if (!attribute.equals(WHEN) && !attribute.startsWith("combine.")) {
                    throw parameter.wrong("there is no attribute '" + attribute + "', only '" + WHEN + "'");
                }
            }
            add(json, parameter, element);
        }
        return json;
    }

    private static void add(ObjectNode json, GoalParameter parameter, PlexusConfiguration element) {
        String when = element.getAttribute(WHEN);
        List<String> values = split(element.getValue(""));
        if (when == null) {
            put(json.putArray(element.getName()), values);
            return;
        }
        String[] sides = when.split("=", -1);
        if (sides.length != 2 || sides[0].isBlank()) {
            throw parameter.wrong("the attribute " + WHEN + "=\"" + when
                    + "\" is no condition; write another choice, '=' and some of its values: " + WHEN
                    + "=\"depth=3,4\"");
        }
        ObjectNode conditional = json.putObject(element.getName());
        put(conditional.putArray("values"), values);
        put(conditional.putObject(WHEN).putArray(sides[0].strip()), split(sides[1]));
    }

    private static List<String> split(String text) {
        return text.isBlank()
                ? List.of()
                : List.of(text.split(",", -1)).stream().map(String::strip).toList();
    }

    private static void put(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
