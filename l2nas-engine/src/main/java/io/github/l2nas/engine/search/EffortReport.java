package io.github.l2nas.engine.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.fidelity.Fidelity;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a search with fidelities has cost: for {@code architecture.json} and for people. */
final class EffortReport {

    private final Fidelities fidelities;
    private final double effort;
    private final int[] scored;

    private EffortReport(History history) {
        fidelities = history.fidelities();
        effort = history.effort();
        scored = new int[fidelities.levels().size()];
        Set<String> seen = new HashSet<>();
        for (Trial trial : history.trials()) {
            int level = fidelities.level(trial.share());
            if (trial.feasible() && seen.add(level + " " + trial.architecture())) {
                scored[level]++;
            }
        }
    }

    /**
     * The report as JSON.
     *
     * @param history of a search whose fidelities are counted
     * @return unit, full fidelity, effort, and per fidelity how many architectures were scored
     */
    static ObjectNode json(History history) {
        EffortReport report = new EffortReport(history);
        ObjectNode root = ResultJson.object();
        root.put("unit", report.fidelities.unit());
        root.put("full", Decimals.shortest(report.fidelities.full()));
        root.put("effort", Decimals.shortest(report.effort));
        ObjectNode levels = root.putObject("scored");
        for (int level = 0; level < report.scored.length; level++) {
            levels.put(report.amount(level), report.scored[level]);
        }
        return root;
    }

    /**
     * The report as a line of the summary.
     *
     * @param history of a search whose fidelities are counted
     * @return for example {@code effort 404 epochs: 17 architectures at 12, 1 at 200}
     */
    static String line(History history) {
        EffortReport report = new EffortReport(history);
        List<String> levels = new ArrayList<>();
        for (int level = 0; level < report.scored.length; level++) {
            levels.add(report.scored[level] + (level == 0 ? " architectures at " : " at ") + report.amount(level));
        }
        return "effort        " + Fidelity.text(report.effort) + " " + report.fidelities.unit() + ": "
                + String.join(", ", levels);
    }

    private String amount(int level) {
        return Fidelity.text(fidelities.levels().get(level).amount());
    }
}
