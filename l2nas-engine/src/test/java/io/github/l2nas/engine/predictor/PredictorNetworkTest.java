package io.github.l2nas.engine.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.l2nas.engine.pytorch.NamedTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictorNetworkTest {

    private final Map<String, NamedTensor> tensors = new LinkedHashMap<>(Map.of());

    PredictorNetworkTest() {
        tensors.put("base_acc", tensor(List.of(), 0.5f));
        tensors.put("layers.0.0.weight", tensor(List.of(3, 2), 1, 2, -1, 0, 4, -2));
        tensors.put("layers.0.0.bias", tensor(List.of(3), 0, 2, -1));
        tensors.put("layers.1.weight", tensor(List.of(1, 3), 1, 10, 100));
    }

    private static NamedTensor tensor(List<Integer> shape, float... values) {
        return new NamedTensor(shape, values);
    }

    @Test
    void layersAreLinearWithReluBetweenThem() {
        PredictorNetwork network = new PredictorNetwork(tensors);
        assertThat(network.inputs()).isEqualTo(2);
        // (1 + 2, -1 + 2, 4 - 2 - 1) and (-3 + 2, 3 + 2, -12 - 2 - 1), the latter rectified to (0, 5, 0).
        assertThat(network.predict(new double[] {1, 1})).isEqualTo(3 + 10 + 100 + 0.5);
        assertThat(network.predict(new double[] {-3, 1})).isEqualTo(50 + 0.5);
    }

    @Test
    void anyNumberOfLayersWithOrWithoutBiasWillDo() {
        tensors.remove("layers.0.0.bias");
        tensors.put("layers.2.weight", tensor(List.of(2, 1), 1, -1));
        tensors.put("layers.2.bias", tensor(List.of(2), 0, 9));
        tensors.put("layers.3.weight", tensor(List.of(1, 2), 1, 1));
        // (3, -1, 2) gives 203, that (203, -194).
        assertThat(new PredictorNetwork(tensors).predict(new double[] {1, 1})).isEqualTo(203.5);
    }

    @Test
    void whatIsNoPerceptronWithOneOutputIsRefused() {
        refuses("layers.1.weight", tensor(List.of(2, 3), 1, 2, 3, 4, 5, 6), "it has 2 outputs instead of one");
        refuses("layers.1.weight", tensor(List.of(1, 2), 1, 2), "takes 2 inputs, but the layer before it gives 3");
        refuses("layers.1.weight", tensor(List.of(1, 3, 1, 1), 1, 2, 3), "not that of a linear layer");
        refuses("layers.1.weight", tensor(List.of(1, 3), 1, Float.NaN, 3), "'layers.1.weight' has a value that is not");
        refuses("layers.0.0.bias", tensor(List.of(2), 1, 2), "'layers.0.0.bias' has shape [2] instead of [3]");
        refuses("layers.0.1.running_mean", tensor(List.of(1), 1), "'layers.0.1.running_mean' is not part of");
        refuses("base_acc", tensor(List.of(2), 1, 2), "it has no base_acc of one number");
        tensors.remove("base_acc");
        refuses("layers.1.weight", tensors.get("layers.1.weight"), "it has no base_acc of one number");
        tensors.clear();
        refuses("base_acc", tensor(List.of(), 1), "it has no layers, only [base_acc]");
    }

    private void refuses(String name, NamedTensor tensor, String message) {
        Map<String, NamedTensor> wrong = new LinkedHashMap<>(tensors);
        wrong.put(name, tensor);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PredictorNetwork(wrong))
                .withMessageContaining(message);
    }
}
