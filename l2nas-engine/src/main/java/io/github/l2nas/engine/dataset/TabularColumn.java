package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.text.FiniteNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A column of a table: what is known of it after a look at all its values, and the numbers that stand for its categories. */
final class TabularColumn {

    /** What a column is for. */
    enum Role {
        FEATURE,
        LABEL,
        IGNORED
    }

    private static final Set<String> MISSING = Set.of("", "?", "NA", "NaN", "nan");
    private static final int FEWEST_STEPS = 256;

    private final String name;
    private final Role role;
    private final boolean declaredCategorical;
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> categories = new ArrayList<>();
    private String firstText;
    private String firstTextPlace;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private boolean exact = true;

    TabularColumn(String name, Role role, boolean declaredCategorical) {
        this.name = name;
        this.role = role;
        this.declaredCategorical = declaredCategorical;
    }

    static boolean isMissing(String value) {
        return MISSING.contains(value);
    }

    String name() {
        return name;
    }

    Role role() {
        return role;
    }

    /** Looks at a value that is not missing. */
    void look(String value, String file, long line) {
        if (role != Role.FEATURE || declaredCategorical) {
            return;
        }
        double number = FiniteNumber.parse(value);
        if (Double.isNaN(number) || Float.isInfinite((float) number)) {
            if (firstText == null) {
                firstText = value;
                firstTextPlace = file + ", line " + line;
            }
            return;
        }
        least = Math.min(least, number);
        greatest = Math.max(greatest, number);
        exact &= (float) number == number;
    }

    /** Whether values are categories; known after all were looked at. */
    boolean isCategorical() {
        return declaredCategorical || firstText != null || role == Role.LABEL;
    }

    /** What made the column categorical, for messages; null where it was declared. */
    String reason() {
        return firstText == null ? null : "'" + firstText + "' in " + firstTextPlace + " is no number";
    }

    /** Whether its numbers differ by so little that most of it is lost where they become floats. */
    boolean losesDigits() {
        return !exact && greatest > least && (greatest - least) / Math.ulp((float) greatest) < FEWEST_STEPS;
    }

    /** The float that stands for a value that is not missing: the number, or the code of its category. */
    float value(String text) {
        return isCategorical() ? code(text) : (float) FiniteNumber.parse(text);
    }

    /** The number of a category, in the order in which they are asked for. */
    int code(String category) {
        return codes.computeIfAbsent(category, added -> {
            categories.add(added);
            return categories.size() - 1;
        });
    }

    /** By code. */
    List<String> categories() {
        return categories;
    }

    /** Numbers by size, before text by its characters. */
    static Comparator<String> order() {
        return Comparator.<String>comparingDouble(text -> {
                    double number = FiniteNumber.parse(text);
                    return Double.isNaN(number) ? Double.POSITIVE_INFINITY : number;
                })
                .thenComparing(Comparator.naturalOrder());
    }
}
