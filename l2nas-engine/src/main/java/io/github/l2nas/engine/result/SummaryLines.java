package io.github.l2nas.engine.result;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import java.util.Locale;

/** Lines that the summaries of several goals share. */
public final class SummaryLines {

    private SummaryLines() {}

    /**
     * How large a network is.
     *
     * @param label what the line is about, up to 13 characters
     * @param params number of parameters
     * @param macs multiply-accumulate operations for one image
     * @return the line, both in millions
     */
    public static String cost(String label, long params, long macs) {
        return String.format(Locale.ROOT, "%-13s %.3f M parameters, %.2f M MACs", label, params / 1e6, macs / 1e6);
    }

    /**
     * What an architecture's network costs.
     *
     * @param label what the line is about, up to 13 characters
     * @param architecture the architecture
     * @param model counts, and says in which network
     * @return the line: both costs in millions, and the network
     */
    public static String cost(String label, Architecture architecture, CostModel model) {
        Cost cost = model.cost(architecture);
        return cost(label, cost.params(), cost.macs()) + " (" + model.network() + ")";
    }

    /**
     * How long the engine has worked.
     *
     * @param nanos nanoseconds
     * @return the line, in seconds
     */
    public static String engineTime(long nanos) {
        return String.format(Locale.ROOT, "engine time   %.1f s", nanos / 1e9);
    }
}
