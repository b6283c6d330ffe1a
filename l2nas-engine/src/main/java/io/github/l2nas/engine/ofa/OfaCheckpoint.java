package io.github.l2nas.engine.ofa;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.pytorch.NamedTensor;
import io.github.l2nas.engine.pytorch.PyTorchCheckpoint;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The checkpoint of a Once-for-All MobileNetV3 supernet. Its tensors' names may be those of any version of the OFA
 * project's code, as its own loader takes them; its width is found by its tensors' shapes.
 */
final class OfaCheckpoint {

    private static final String PARAMETER = "evaluator.inputs.supernet";
    private static final String ADVICE =
            ". Give the checkpoint of a whole supernet of kernel sizes 3, 5, 7, expansions 3, 4,"
                    + " 6 and depths 2, 3, 4, such as the OFA project's ofa_mbv3_d234_e346_k357_w1.0";
    private static final OfaArchitecture WIDEST_OF_SMALL_KERNELS = OfaArchitecture.uniform(3, 6, 4);
    private static final int WIDEST = 400;
    private static final double PERCENT = 100;

    private final InputFile file;
    private final Map<String, NamedTensor> tensors = new HashMap<>();

    OfaCheckpoint(InputFile file) {
        this.file = file;
        try {
            PyTorchCheckpoint.read(file.file()).forEach((name, tensor) -> tensors.put(common(name), tensor));
        } catch (JobException e) {
            throw new JobException(PARAMETER, e.getMessage());
        }
    }

    /** What names have in common over the versions of the code, where an inner module was wrapped now and then. */
    private static String common(String name) {
        return name.replace(".mobile_inverted_conv.", ".conv.")
                .replace(".bn.bn.", ".bn.")
                .replace(".conv.conv.weight", ".conv.weight")
                .replace(".linear.linear.", ".linear.");
    }

    OfaSupernet supernet() {
        int classes = tensor("classifier.linear.weight").shape().get(0);
        OfaNetwork definition = definition(classes);
        Parameters parameters = new Parameters(0);
        LayerGraph largest = definition.compile(OfaArchitecture.LARGEST);
        for (Weight weight : largest.weights().values()) {
            put(parameters, weight.name(), weight.shape());
        }
        for (LayerGraph.Node node : largest.nodes()) {
            if (node.layer() instanceof Layer.BatchNorm norm) {
                List<Integer> channels = List.of(node.shape().channels());
                put(parameters, norm.name() + ".running_mean", channels);
                put(parameters, norm.name() + ".running_var", channels);
            }
        }
        for (Weight weight :
                definition.compile(WIDEST_OF_SMALL_KERNELS).weights().values()) {
            if (weight.view() instanceof Weight.View.Centre centre) {
                putMatrices(parameters, centre.matrices());
            }
        }
        return new OfaSupernet(definition.width(), classes, parameters);
    }

    private NamedTensor tensor(String name) {
        NamedTensor tensor = tensors.get(common(name));
        if (tensor == null) {
            throw wrong("it has no tensor " + name);
        }
        return tensor;
    }

    private JobException wrong(String what) {
        return new JobException(
                PARAMETER, file.name() + " is not a checkpoint of Once-for-All's MobileNetV3: " + what + ADVICE);
    }

    /** The first width, in percent, whose largest sub-network has the checkpoint's shapes. */
    private OfaNetwork definition(int classes) {
        int most = -1;
        String misfit = "";
        for (int percent = 1; percent <= WIDEST; percent++) {
            OfaNetwork candidate = new OfaNetwork(percent / PERCENT, classes, 224, 224);
            int fitting = 0;
            String first = null;
            for (Weight weight :
                    candidate.compile(OfaArchitecture.LARGEST).weights().values()) {
                List<Integer> shape = tensor(weight.name()).shape();
                if (shape.equals(weight.shape())) {
                    fitting++;
                } else if (first == null) {
                    first = weight.name() + " has shape " + shape + ", at width " + candidate.width() + " it has "
                            + weight.shape();
                }
            }
            if (first == null) {
                return candidate;
            }
            if (fitting > most) {
                most = fitting;
                misfit = first;
            }
        }
        throw wrong("its shapes are of no width multiplier; the nearest: " + misfit);
    }

    private void put(Parameters parameters, String name, List<Integer> shape) {
        NamedTensor tensor = tensor(name);
        if (!tensor.shape().equals(shape)) {
            throw wrong(name + " has shape " + tensor.shape() + ", not " + shape);
        }
        parameters.put(name, shape, tensor.values());
    }

    private void putMatrices(Parameters parameters, List<String> names) {
        for (String name : names) {
            int area = name.endsWith("7to5_matrix") ? 25 : 9;
            put(parameters, name, List.of(area, area));
        }
    }
}
