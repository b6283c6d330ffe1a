package io.github.l2nas.engine.network;

import io.github.l2nas.engine.tensor.Device;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Copies of parameters on a device, written again when they have changed. */
final class DeviceParameters {

    private record Copy(Parameter parameter, Tensor tensor, long version) {}

    private final Device device;
    private final Map<String, Copy> copies = new HashMap<>();

    DeviceParameters(Device device) {
        this.device = device;
    }

    Tensor get(Parameter parameter) {
        Copy copy = copies.get(parameter.name());
        if (copy != null && copy.parameter() == parameter && copy.version() == parameter.version()) {
            return copy.tensor();
        }
        boolean fits = copy != null && copy.tensor().sizes().equals(parameter.shape());
        if (copy != null && !fits) {
            device.release(copy.tensor());
        }
        Tensor tensor = fits ? copy.tensor() : device.parameter(parameter.shape());
        device.write(tensor, parameter.values());
        copies.put(parameter.name(), new Copy(parameter, tensor, parameter.version()));
        return tensor;
    }

    List<Tensor> get(Parameters parameters, List<String> names) {
        List<Tensor> tensors = new ArrayList<>();
        for (String name : names) {
            tensors.add(get(parameters.get(name)));
        }
        return tensors;
    }
}
