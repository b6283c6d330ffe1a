package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;
import java.util.function.IntFunction;

/** What each shard has of a backward pass. */
final class ShardedBackward {

    private final Kernel.Backward pass;
    private final IntFunction<List<Tensor>> gradient;
    private final IntFunction<List<Tensor>> inputs;
    private final IntFunction<List<Tensor>> output;
    private final IntFunction<List<Tensor>> saved;
    private final IntFunction<List<Tensor>> parameters;

    ShardedBackward(OneDnnDevice device, Kernel.Backward pass) {
        this.pass = pass;
        gradient = device.parts(List.of(pass.gradient()));
        inputs = device.parts(pass.inputs());
        output = device.parts(pass.output() == null ? List.of() : List.of(pass.output()));
        saved = device.parts(pass.saved());
        parameters = device.parts(pass.parameters());
    }

    Kernel.Backward of(int shard) {
        return new Kernel.Backward(
                gradient.apply(shard).get(0),
                inputs.apply(shard),
                pass.output() == null ? null : output.apply(shard).get(0),
                saved.apply(shard),
                parameters.apply(shard),
                pass.inputGradients(),
                pass.parameterGradients(),
                pass.gradientIsSpare());
    }
}
