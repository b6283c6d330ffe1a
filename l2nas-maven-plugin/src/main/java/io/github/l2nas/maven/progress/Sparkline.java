package io.github.l2nas.maven.progress;

import java.util.ArrayList;
import java.util.List;

/** How a number grew, in a few characters. When there are too many values every second one is left out. */
final class Sparkline {

    private static final int MOST_VALUES = 16;
    private static final String BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

    private final List<Double> values = new ArrayList<>();
    private int stride = 1;
    private int seen;

    void add(double value) {
        if (seen++ % stride != 0) {
            return;
        }
        if (values.size() == MOST_VALUES) {
            for (int i = MOST_VALUES - 1; i > 0; i -= 2) {
                values.remove(i);
            }
            stride *= 2;
            if ((seen - 1) % stride != 0) {
                return;
            }
        }
        values.add(value);
    }

    /** A space and a bar for each value from the least to the greatest; empty where the number has not changed. */
    @Override
    public String toString() {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double greatest = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        if (!(greatest > least)) {
            return "";
        }
        StringBuilder line = new StringBuilder(" ");
        for (double value : values) {
            line.append(BARS.charAt((int) Math.round((BARS.length() - 1) * (value - least) / (greatest - least))));
        }
        return line.toString();
    }
}
