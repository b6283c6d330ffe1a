package io.github.l2nas.spaces.choices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.l2nas.api.space.ChoiceDefinition;

/**
 * A space declared without a file. Both or none.
 *
 * @param name of the space in results; null where a file defines it
 * @param choices as {@link ChoiceDefinition} writes them, an object or its text; null where a file defines them
 */
public record ChoicesSettings(String name, JsonNode choices) {

    static final ChoicesSettings NONE = new ChoicesSettings(null, null);

    public ChoicesSettings {
        if (choices == null) {
            choices = NullNode.instance;
        } else if (choices.isTextual()) {
            choices = ChoiceDefinition.tree(choices.textValue());
        }
    }
}
