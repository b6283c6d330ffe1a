package io.github.l2nas.engine.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PyTorch 1.13 wrote. */
class ReferenceCheckpointTest {

    private static final float LEARNING_RATE = 0.1f;
    private static final float NESTEROV = 1.9f;
    private static final float WEIGHT_DECAY = 5e-4f;

    @Test
    void everyReferenceCheckpointReads() throws IOException {
        List<Path> checkpoints;
        try (Stream<Path> files = Files.walk(ReferenceNetworks.file(""))) {
            checkpoints = files.filter(file -> file.toString().endsWith(".pth"))
                    .sorted()
                    .toList();
        }
        assertThat(checkpoints).hasSizeGreaterThan(20).allSatisfy(file -> {
            Map<String, NamedTensor> tensors = PyTorchCheckpoint.read(file);
            assertThat(tensors).isNotEmpty();
            tensors.forEach((name, tensor) -> {
                for (float value : tensor.values()) {
                    assertThat(Float.isFinite(value)).as(name).isTrue();
                }
            });
        });
    }

    @Test
    void namesAreInTheOrderOfTheNetwork() {
        Map<String, NamedTensor> tensors =
                PyTorchCheckpoint.read(ReferenceNetworks.file("nas-bench-201/mixture-1/state_dict.pth"));
        assertThat(tensors.keySet())
                .startsWith(
                        "stem.0.weight",
                        "stem.1.weight",
                        "stem.1.bias",
                        "stem.1.running_mean",
                        "stem.1.running_var",
                        "stem.1.num_batches_tracked",
                        "cells.0.layers.0.op.1.weight")
                .endsWith("classifier.weight", "classifier.bias");
        assertThat(tensors.get("stem.0.weight").shape()).containsExactly(4, 3, 3, 3);
        assertThat(tensors.get("stem.1.num_batches_tracked").shape()).isEmpty();
        assertThat(tensors.get("stem.1.num_batches_tracked").values()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "nas-bench-201/mixture-1/state_dict.pth, nas-bench-201/mixture-1/state_dict_legacy.pth",
        "nas-bench-201/mixture-1/state_dict.pth, nas-bench-201/mixture-1/state_dict_cuda_location.pth",
        "nas-bench-201/mixture-1/state_dict.pth, nas-bench-201/mixture-1/state_dict_legacy_cuda_location.pth",
        "ofa-mobilenetv3/w0.25/supernet.pth, ofa-mobilenetv3/w0.25/supernet_legacy.pth"
    })
    void theFormAndTheDeviceMakeNoDifference(String zip, String other) {
        Map<String, NamedTensor> expected = PyTorchCheckpoint.read(ReferenceNetworks.file(zip));
        Map<String, NamedTensor> tensors = PyTorchCheckpoint.read(ReferenceNetworks.file(other));
        assertThat(tensors.keySet()).containsExactlyElementsOf(expected.keySet());
        tensors.forEach((name, tensor) -> {
            assertThat(tensor.shape()).isEqualTo(expected.get(name).shape());
            assertThat(tensor.values()).isEqualTo(expected.get(name).values());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stem.0.weight",
                "cells.0.layers.5.op.1.weight",
                "cells.1.downsample.1.weight",
                "lastact.0.weight",
                "classifier.weight"
            })
    void weightsAreThoseWhoseFirstTrainingStepPyTorchPublished(String name) throws IOException {
        String folder = "nas-bench-201/mixture-1/";
        NamedTensor before = PyTorchCheckpoint.read(ReferenceNetworks.file(folder + "state_dict.pth"))
                .get(name);
        NpyFile gradient = NpyFile.read(ReferenceNetworks.file(folder + "train/grad/" + name + ".npy"));
        NpyFile after = NpyFile.read(ReferenceNetworks.file(folder + "train/after_step_1/" + name + ".npy"));
        assertThat(before.shape()).isEqualTo(after.shape());
        float[] stepped = new float[before.values().length];
        for (int i = 0; i < stepped.length; i++) {
            float weight = before.values()[i];
            stepped[i] = weight - LEARNING_RATE * NESTEROV * (gradient.floats()[i] + WEIGHT_DECAY * weight);
        }
        assertThat(stepped).usingComparatorWithPrecision(1e-6f).containsExactly(after.floats());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar-DARTS_V2", "imagenet-PDARTS"})
    void tensorsHaveTheNumberOfParametersThatPyTorchCounted(String network) throws IOException {
        Path folder = ReferenceNetworks.file("darts/" + network);
        JsonNode reference =
                new ObjectMapper().readTree(folder.resolve("case.json").toFile());
        long params = PyTorchCheckpoint.read(folder.resolve("state_dict.pth")).entrySet().stream()
                .filter(entry ->
                        entry.getKey().endsWith(".weight") || entry.getKey().endsWith(".bias"))
                .mapToLong(entry -> entry.getValue().values().length)
                .sum();
        assertThat(params).isEqualTo(reference.get("params").asLong());
    }
}
