package io.github.l2nas.engine.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceArchitecture;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.text.FiniteNumber;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What architectures of a space that is made of choices are called by name; other spaces have no names. */
final class NamedChoices {

    private NamedChoices() {}

    /**
     * The choices' names.
     *
     * @param space any space
     * @return none where it is not made of choices
     */
    static List<String> names(SearchSpace space) {
        return choices(space).stream().map(Choice::name).toList();
    }

    private static List<Choice> choices(SearchSpace space) {
        return space.capability(ChoiceSpace.class).map(ChoiceSpace::choices).orElse(List.of());
    }

    /**
     * An architecture's values.
     *
     * @param architecture any architecture
     * @return by the names of the choices that count
     */
    static Map<String, String> of(Architecture architecture) {
        return architecture instanceof ChoiceArchitecture named ? named.values() : Map.of();
    }

    /**
     * An architecture's values as JSON.
     *
     * @param space made of choices
     * @param architecture of that space
     * @return numbers for choices all of whose values are numbers, otherwise texts
     */
    static ObjectNode json(SearchSpace space, Architecture architecture) {
        ObjectNode values = ResultJson.object();
        Map<String, String> known = of(architecture);
        for (Choice choice : choices(space)) {
            String value = known.get(choice.name());
            if (value != null && numeric(choice)) {
                values.put(choice.name(), new BigDecimal(value));
            } else if (value != null) {
                values.put(choice.name(), value);
            }
        }
        return values;
    }

    private static boolean numeric(Choice choice) {
        return choice.values().stream().allMatch(value -> Double.isFinite(FiniteNumber.parse(value)));
    }
}
