package io.github.l2nas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The definitions that backends are held against have the gradients of what they compute. */
class LayerDefinitionTest {

    private static final double STEP = 1e-6;
    private static final int CHECKED = 12;

    private List<double[]> operands;

    @BeforeEach
    void noOperands() {
        operands = new ArrayList<>();
    }

    @ParameterizedTest
    @MethodSource("io.github.l2nas.engine.tensor.LayerCases#all")
    void gradientsAreTheCentralDifferencesOfTheForwardPass(LayerCase example) {
        LayerDefinition definition = LayerDefinition.of(example);
        operands.addAll(Closeness.doubles(example.randomInputs()));
        operands.addAll(Closeness.doubles(example.randomParameters()));
        double[] gradient = Closeness.doubles(example.randomGradient());
        List<double[]> gradients = definition.gradients(operands, gradient);
        for (int operand = 0; operand < operands.size(); operand++) {
            int length = operands.get(operand).length;
            for (int i = 0; i < length; i += Math.max(1, length / CHECKED)) {
                assertThat(gradients.get(operand)[i])
                        .as("operand %d, number %d", operand, i)
                        .isCloseTo(difference(definition, gradient, operand, i), within(1e-6));
            }
        }
    }

    private double difference(LayerDefinition definition, double[] gradient, int operand, int i) {
        double[] numbers = operands.get(operand);
        double centre = numbers[i];
        numbers[i] = centre + STEP;
        double[] above = definition.output(operands);
        numbers[i] = centre - STEP;
        double[] below = definition.output(operands);
        numbers[i] = centre;
        double sum = 0;
        for (int k = 0; k < above.length; k++) {
            sum += gradient[k] * (above[k] - below[k]);
        }
        return sum / (2 * STEP);
    }
}
