package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Device;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The gradients that have come back to each step of a plan and wait for it. Several steps may hold one tensor, as the
 * inputs of a sum hold the sum's; it is released when the last has let go.
 */
final class BackwardGradients {

    /** A gradient and how many hold it. */
    static final class Share {
        private final Tensor tensor;
        private int holders;

        private Share(Tensor tensor, int holders) {
            this.tensor = tensor;
            this.holders = holders;
        }

        Tensor tensor() {
            return tensor;
        }

        /** Whether whoever has it may write over it. */
        boolean isSpare() {
            return holders == 1;
        }
    }

    private final Device device;
    private final List<GraphPlan.Step> steps;
    private final int batch;
    private final List<List<Share>> waiting = new ArrayList<>();

    BackwardGradients(Device device, List<GraphPlan.Step> steps, int batch) {
        this.device = device;
        this.steps = steps;
        this.batch = batch;
        steps.forEach(step -> waiting.add(new ArrayList<>()));
    }

    /** A gradient that this step alone gets. */
    void add(int step, Tensor gradient) {
        waiting.get(step).add(new Share(gradient, 1));
    }

    /** A gradient that others hold, too. */
    void addShared(int step, Share gradient) {
        gradient.holders++;
        waiting.get(step).add(gradient);
    }

    boolean hasAny(int step) {
        return !waiting.get(step).isEmpty();
    }

    /** The sum of all that have come back to a step; whoever takes it lets it go. */
    Share total(int step) {
        List<Share> parts = waiting.get(step);
        if (parts.size() == 1) {
            return parts.get(0);
        }
        Shape shape = steps.get(step).shape();
        Kernel sum = device.kernel(
                new Layer.Add(), batch, parts.stream().map(part -> shape).toList(), shape);
        List<Tensor> tensors = parts.stream().map(Share::tensor).toList();
        OptionalInt spare = IntStream.range(0, parts.size())
                .filter(i -> parts.get(i).isSpare())
                .findFirst();
        Tensor total = (spare.isPresent()
                        ? sum.forwardOver(spare.getAsInt(), tensors, List.of(), Statistics.BATCH, false)
                        : sum.forward(tensors, List.of(), Statistics.BATCH, false))
                .output();
        parts.stream().filter(part -> part.tensor() != total).forEach(this::letGo);
        return new Share(total, 1);
    }

    void letGo(Share share) {
        share.holders--;
        if (share.holders == 0) {
            device.release(share.tensor);
        }
    }
}
