package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.ActionLabels;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the rows and columns of an action's matrices are called in figures. */
final class MatrixLabels {

    private MatrixLabels() {}

    /**
     * The labels of a space's matrices.
     *
     * @param space the space
     * @return in the order of the matrices; mere numbers for a space that names none
     */
    static List<ActionLabels> of(SearchSpace space) {
        return space.capability(ActionLabels.Labelled.class)
                .map(labelled -> labelled.actionLabels().stream()
                        .map(MatrixLabels::shortened)
                        .toList())
                .orElseGet(() -> numbers(space.actionShape()));
    }

    /**
     * What the labels of rows and columns mean.
     *
     * @param space the space
     * @return a sentence; empty for a space that explains nothing
     */
    static String explanation(SearchSpace space) {
        Optional<ActionLabels.Labelled> labelled = space.capability(ActionLabels.Labelled.class);
        return labelled.map(ActionLabels.Labelled::labelExplanation).orElse("");
    }

    private static ActionLabels shortened(ActionLabels labels) {
        return new ActionLabels(
                labels.title(),
                labels.rows(),
                labels.columns().stream()
                        .map(columns -> columns.stream()
                                .map(column -> OperationLabel.of(column).text())
                                .toList())
                        .toList());
    }

    private static List<ActionLabels> numbers(ActionShape shape) {
        List<ActionLabels> labels = new ArrayList<>();
        for (ActionShape.Matrix matrix : shape.matrices()) {
            labels.add(ActionLabels.uniform(
                    shape.matrices().size() == 1 ? "" : "matrix " + (labels.size() + 1),
                    numbered(matrix.rows()),
                    numbered(matrix.columns())));
        }
        return labels;
    }

    private static List<String> numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
    }
}
