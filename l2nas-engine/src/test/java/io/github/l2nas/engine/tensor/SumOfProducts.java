package io.github.l2nas.engine.tensor;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import java.util.List;

/**
 * A layer each of whose outputs is a sum of products of at most two operands' numbers: all layers but activations and
 * batch normalisation. Forward pass and gradients follow from the same list of products.
 */
final class SumOfProducts implements LayerDefinition {

    private static final int INPUT = 0;
    private static final int NONE = -1;

    /** Takes the products one after the other. */
    private interface Products {
        /** output[to] gets factor times left[l] times right[r], or without right where there is none. */
        void add(int to, int left, int l, int right, int r, double factor);
    }

    private final LayerCase example;
    private final Shape in;
    private final Shape out;

    SumOfProducts(LayerCase example) {
        this.example = example;
        in = example.inputs().get(0);
        out = example.output();
    }

    @Override
    public double[] output(List<double[]> operands) {
        double[] output = new double[example.batch() * Math.toIntExact(out.size())];
        visit(operands, (to, left, l, right, r, factor) -> {
            double other = right == NONE ? 1 : operands.get(right)[r];
            output[to] += factor * operands.get(left)[l] * other;
        });
        return output;
    }

    @Override
    public List<double[]> gradients(List<double[]> operands, double[] gradient) {
        List<double[]> gradients =
                operands.stream().map(operand -> new double[operand.length]).toList();
        visit(operands, (to, left, l, right, r, factor) -> {
            double other = right == NONE ? 1 : operands.get(right)[r];
            gradients.get(left)[l] += gradient[to] * factor * other;
            if (right != NONE) {
                gradients.get(right)[r] += gradient[to] * factor * operands.get(left)[l];
            }
        });
        return gradients;
    }

    private void visit(List<double[]> operands, Products products) {
        for (int n = 0; n < example.batch(); n++) {
            for (int c = 0; c < out.channels(); c++) {
                for (int y = 0; y < out.height(); y++) {
                    for (int x = 0; x < out.width(); x++) {
                        element(operands, n, c, y, x, products);
                    }
                }
            }
        }
    }

    private void element(List<double[]> operands, int n, int c, int y, int x, Products products) {
        int to = index(out, n, c, y, x);
        Layer layer = example.layer();
        if (layer instanceof Layer.Convolution convolution) {
            convolution(convolution, to, n, c, y, x, products);
        } else if (layer instanceof Layer.Linear) {
            linear(to, n, c, products);
        } else if (layer instanceof Layer.Pool pool && pool.kind() == Layer.Pool.Kind.MAX) {
            products.add(to, INPUT, maximum(pool, operands.get(INPUT), n, c, y, x), NONE, 0, 1);
        } else if (layer instanceof Layer.Pool pool) {
            mean(new Window(in, pool.kernel(), pool.kernel(), y, x, pool.stride(), pool.padding()), to, n, c, products);
        } else if (layer instanceof Layer.GlobalAveragePool) {
            mean(new Window(in, in.height(), in.width(), 0, 0, 1, 0), to, n, c, products);
        } else if (layer instanceof Layer.Add) {
            for (int input = 0; input < example.inputs().size(); input++) {
                products.add(to, input, to, NONE, 0, 1);
            }
        } else if (layer instanceof Layer.Concat) {
            concat(to, n, c, y, x, products);
        } else if (layer instanceof Layer.Slice slice) {
            products.add(to, INPUT, index(in, n, slice.from() + c, y, x), NONE, 0, 1);
        } else if (layer instanceof Layer.Shuffle shuffle) {
            int group = in.channels() / shuffle.groups();
            int from = c % shuffle.groups() * group + c / shuffle.groups();
            products.add(to, INPUT, index(in, n, from, y, x), NONE, 0, 1);
        } else if (layer instanceof Layer.Crop) {
            products.add(to, INPUT, index(in, n, c, y + 1, x + 1), NONE, 0, 1);
        } else if (layer instanceof Layer.ChannelScale) {
            products.add(to, INPUT, to, 1, n * out.channels() + c, 1);
        } else {
            throw new IllegalArgumentException("no sum of products: " + layer);
        }
    }

    private static int index(Shape shape, int n, int c, int y, int x) {
        return ((n * shape.channels() + c) * shape.height() + y) * shape.width() + x;
    }

    private void convolution(Layer.Convolution layer, int to, int n, int c, int y, int x, Products products) {
        List<Integer> sizes = layer.weight().shape();
        int first = c / (out.channels() / layer.groups()) * sizes.get(1);
        for (int i = 0; i < sizes.get(1); i++) {
            for (int v = 0; v < sizes.get(2); v++) {
                for (int u = 0; u < sizes.get(3); u++) {
                    int row = y * layer.stride() - layer.padding() + v * layer.dilation();
                    int column = x * layer.stride() - layer.padding() + u * layer.dilation();
                    if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
                        int weight = ((c * sizes.get(1) + i) * sizes.get(2) + v) * sizes.get(3) + u;
                        products.add(to, INPUT, index(in, n, first + i, row, column), 1, weight, 1);
                    }
                }
            }
        }
        if (layer.bias().isPresent()) {
            products.add(to, 2, c, NONE, 0, 1);
        }
    }

    private void linear(int to, int n, int c, Products products) {
        int size = Math.toIntExact(in.size());
        for (int i = 0; i < size; i++) {
            products.add(to, INPUT, n * size + i, 1, c * size + i, 1);
        }
        products.add(to, 2, c, NONE, 0, 1);
    }

    /** The part of a window that lies inside the map. */
    private record Window(int top, int bottom, int left, int right) {
        Window(Shape map, int height, int width, int y, int x, int stride, int padding) {
            this(
                    Math.max(0, y * stride - padding),
                    Math.min(map.height(), y * stride - padding + height),
                    Math.max(0, x * stride - padding),
                    Math.min(map.width(), x * stride - padding + width));
        }

        int points() {
            return (bottom - top) * (right - left);
        }
    }

    /** The first of the largest points, row by row. */
    private int maximum(Layer.Pool pool, double[] input, int n, int c, int y, int x) {
        Window window = new Window(in, pool.kernel(), pool.kernel(), y, x, pool.stride(), pool.padding());
        int best = index(in, n, c, window.top(), window.left());
        for (int row = window.top(); row < window.bottom(); row++) {
            for (int column = window.left(); column < window.right(); column++) {
                int point = index(in, n, c, row, column);
                if (input[point] > input[best]) {
                    best = point;
                }
            }
        }
        return best;
    }

    private void mean(Window window, int to, int n, int c, Products products) {
        for (int row = window.top(); row < window.bottom(); row++) {
            for (int column = window.left(); column < window.right(); column++) {
                products.add(to, INPUT, index(in, n, c, row, column), NONE, 0, 1.0 / window.points());
            }
        }
    }

    private void concat(int to, int n, int c, int y, int x, Products products) {
        int channel = c;
        int input = 0;
        while (channel >= example.inputs().get(input).channels()) {
            channel -= example.inputs().get(input).channels();
            input++;
        }
        products.add(to, input, index(example.inputs().get(input), n, channel, y, x), NONE, 0, 1);
    }
}
