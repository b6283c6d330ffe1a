package io.github.l2nas.engine.dataset;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Settings of format {@code tabular}. Columns are named as in the header, or by their number from 1 where there is none.
 *
 * @param label the column with the classes; null for the one named {@code label} or {@code class}, else the last
 * @param categorical columns whose values are categories though they may be numbers, separated by commas; null for none.
 *     Columns with any text are categorical without being named
 * @param ignored columns that are left out, for example numbers of customers, separated by commas; null for none
 * @param header whether the first line names the columns
 * @param missingAsMean whether a missing value of a number is taken as the mean over the training part, and one of a category
 *     as none of the known ones; where false, a missing value is an error
 */
public record TabularSettings(String label, String categorical, String ignored, boolean header, boolean missingAsMean) {

    /** A header, the label by its name or place, no missing values. */
    public static final TabularSettings DEFAULT = new TabularSettings(null, null, null, true, false);

    Set<String> categoricalColumns() {
        return names(categorical);
    }

    Set<String> ignoredColumns() {
        return names(ignored);
    }

    private static Set<String> names(String list) {
        Set<String> names = new TreeSet<>();
        if (list != null) {
            Arrays.stream(list.split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .forEach(names::add);
        }
        return names;
    }
}
