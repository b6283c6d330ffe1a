package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.Architecture;
import java.util.ArrayList;
import java.util.List;

/** A search's way: the architectures that were better than all before. */
final class SearchWay {

    private final List<Station> stations = new ArrayList<>();

    /**
     * An architecture that was better than all before.
     *
     * @param architecture what it is
     * @param accuracy in [0, 1]
     * @param step of the search
     * @param unique different architectures that were scored up to it
     */
    record Station(Architecture architecture, double accuracy, int step, int unique) {}

    void add(ScoredTrial trial, Architecture architecture) {
        if (stations.isEmpty()
                || trial.accuracy() > stations.get(stations.size() - 1).accuracy()) {
            stations.add(new Station(architecture, trial.accuracy(), trial.row().step(), trial.unique()));
        }
    }

    List<Station> stations() {
        return List.copyOf(stations);
    }
}
