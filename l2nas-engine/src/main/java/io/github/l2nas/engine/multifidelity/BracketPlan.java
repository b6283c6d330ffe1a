package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.fidelity.Fidelities;
import java.util.ArrayList;
import java.util.List;

/**
 * How many architectures a bracket scores at which fidelity.
 *
 * @param lowest level of its first rung
 * @param sizes of its rungs, the first one first; each at least 1
 */
record BracketPlan(int lowest, List<Integer> sizes) {

    BracketPlan {
        sizes = List.copyOf(sizes);
    }

    /**
     * The bracket of successive halving (Jamieson and Talwalkar 2016): from the lowest fidelity to the full one.
     *
     * @param fidelities of the search
     * @param settings in force
     * @return sizes from the last rung backwards, each as many times the next as one of so many is promoted
     */
    static BracketPlan halving(Fidelities fidelities, HalvingSettings settings) {
        List<Integer> sizes = new ArrayList<>(List.of(settings.finalists()));
        for (int level = fidelities.levels().size() - 1; level > 0; level--) {
            sizes.add(0, whole(Math.ceil(sizes.get(0) * ratio(fidelities, level, settings.eta()) - EPSILON)));
        }
        return new BracketPlan(0, sizes);
    }

    /**
     * The brackets of Hyperband (Li et al. 2018), algorithm 1, for any fidelities: from the one that begins at the lowest to the one
     * that scores at the full fidelity only.
     *
     * @param fidelities of the search
     * @param eta of how many one is promoted; null for the ratio of the amounts
     * @return as many brackets as there are fidelities
     */
    static List<BracketPlan> hyperband(Fidelities fidelities, Double eta) {
        int levels = fidelities.levels().size();
        List<BracketPlan> plans = new ArrayList<>();
        for (int lowest = 0; lowest < levels; lowest++) {
            double product = 1;
            for (int level = lowest + 1; level < levels; level++) {
                product *= ratio(fidelities, level, eta);
            }
            double first = Math.ceil((double) levels / (levels - lowest) * product - EPSILON);
            List<Integer> sizes = new ArrayList<>(List.of(whole(first)));
            for (int level = lowest + 1; level < levels; level++) {
                double promoted = Math.floor(sizes.get(level - lowest - 1) / ratio(fidelities, level, eta) + EPSILON);
                sizes.add(whole(Math.max(1, promoted)));
            }
            plans.add(new BracketPlan(lowest, sizes));
        }
        return plans;
    }

    /** What a ratio that is no binary fraction may be off. */
    private static final double EPSILON = 1e-9;

    private static double ratio(Fidelities fidelities, int level, Double eta) {
        return eta == null
                ? fidelities.levels().get(level).amount()
                        / fidelities.levels().get(level - 1).amount()
                : eta;
    }

    private static int whole(double number) {
        return (int) Math.min(Integer.MAX_VALUE, number);
    }
}
