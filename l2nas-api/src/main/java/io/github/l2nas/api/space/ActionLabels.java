package io.github.l2nas.api.space;

import java.util.List;

/**
 * What rows and columns of an action mean, for reports: of one of its matrices, or of several that are shown as one.
 *
 * @param title of the matrix; empty where there is only one
 * @param rows edges, layers or choices, one for each row
 * @param columns for each row its operations or values; each row has as many as its matrix has
 */
public record ActionLabels(String title, List<String> rows, List<List<String>> columns) {

    /** What a space offers that can name its rows and columns. */
    public interface Labelled {

        /**
         * The labels.
         *
         * @return in the order of the action's rows, which they cover together
         */
        List<ActionLabels> actionLabels();

        /**
         * What the labels mean.
         *
         * @return a sentence; empty where they speak for themselves
         */
        default String labelExplanation() {
            return "";
        }
    }

    public ActionLabels {
        rows = List.copyOf(rows);
        columns = columns.stream().map(List::copyOf).toList();
    }

    /**
     * Labels of a matrix whose rows all have the same columns.
     *
     * @param title of the matrix
     * @param rows names of the rows
     * @param columns names of the columns
     * @return the labels
     */
    public static ActionLabels uniform(String title, List<String> rows, List<String> columns) {
        return new ActionLabels(title, rows, rows.stream().map(row -> columns).toList());
    }
}
