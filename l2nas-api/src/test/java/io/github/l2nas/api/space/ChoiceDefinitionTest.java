package io.github.l2nas.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceDefinitionTest {

    private static final String DEFINITION = """
            {
              "name": "graph-networks",
              "choices": {
                "links": ["0-0-0-0", "0-0-0-1"],
                "depth": [2, 3],
                "rate": [0.10, 1e-3],
                "kernel3": {"values": [3, 5], "when": {"depth": [3]}}
              }
            }
            """;

    @Test
    void choicesKeepTheirOrderAndTheirText() {
        ChoiceSpace space = ChoiceDefinition.read(DEFINITION);
        assertThat(space.name()).isEqualTo("graph-networks");
        assertThat(space.choices())
                .containsExactly(
                        Choice.of("links", "0-0-0-0", "0-0-0-1"),
                        Choice.of("depth", 2, 3),
                        Choice.of("rate", "0.10", "0.001"),
                        Choice.of("kernel3", 3, 5).when("depth", 3));
    }

    @Test
    void aDefinitionIsReadBackToTheSameSpace() {
        ChoiceSpace space = ChoiceDefinition.read(DEFINITION);
        String text = ChoiceDefinition.of(space).toString();
        assertThat(ChoiceDefinition.read(text).choices()).isEqualTo(space.choices());
        assertThat(ChoiceDefinition.of(ChoiceDefinition.read(text)).toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | line 1, column",
                "[] | a definition is a JSON object, not an array",
                "{} | a definition needs the name of its space",
                "{'name': 3, 'choices': {'a': [1, 2]}} | a definition needs the name",
                "{'name': 'Mine', 'choices': {'a': [1, 2]}} | can't be named 'Mine'",
                "{'name': 'mine'} | needs an object of its choices",
                "{'name': 'mine', 'choices': [1]} | needs an object of its choices",
                "{'name': 'mine', 'choices': {}} | has no choices",
                "{'name': 'mine', 'choices': {'a': [1, 2]}, 'size': 2} | a definition has no field 'size'",
                "{'name': 'mine', 'choices': {'a': 1}} | choice 'a' needs an array of its values",
                "{'name': 'mine', 'choices': {'a': [1, true]}} | choice 'a': a value is a text or a number, not true",
                "{'name': 'mine', 'choices': {'a': []}} | choice 'a' has no values",
                "{'name': 'mine', 'choices': {'a': [1, 2], 'a': [3, 4]}} | Duplicate field 'a'",
                "{'name': 'mine', 'choices': {'a': [1, 2], 'b': {'values': [1]}, 'c': {}}} | choice 'c' needs an array",
                "{'name': 'mine', 'choices': {'a': {'values': [1, 2], 'if': {}}}} | choice 'a' has no field 'if'",
                "{'name': 'mine', 'choices': {'a': [1, 2], 'b': {'values': [1], 'when': {}}}} | 'when' is an object",
                "{'name': 'mine', 'choices': {'a': [1, 2], 'b': {'values': [1], 'when': {'a': 1}}}} | needs an array",
                "{'name': 'mine', 'choices': {'a': [1, 2], 'b': {'values': [1], 'when': {'a': []}}}} | but names none",
                "{'name': 'mine', 'choices': {'a': [1, 2], 'b': {'values': [1], 'when': {'a': [3]}}}} | '3' is none of",
                "{'name': 'mine', 'choices': {'a': [1, 2]}} {} | Trailing token"
            })
    void whatDefinesNoSpaceIsRefused(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChoiceDefinition.read(json.replace('\'', '"')))
                .withMessageContaining(message.replace("'when'", "\"when\""));
    }
}
