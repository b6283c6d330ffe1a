package io.github.l2nas.api.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A value for each choice of a {@link ChoiceSpace} that counts. Choices that don't count have no value: architectures that
 * could differ only there are equal.
 */
public final class ChoiceArchitecture implements Architecture {

    private final List<Choice> declared;

    /** 0 for choices that don't count. */
    private final int[] columns;

    private final boolean[] counts;
    private final String notation;

    /**
     * @param declared the space's choices
     * @param columns the place of a value for each; not kept
     * @param counts which count; kept
     */
    ChoiceArchitecture(List<Choice> declared, int[] columns, boolean[] counts) {
        this.declared = declared;
        this.counts = counts;
        this.columns = new int[columns.length];
        StringJoiner text = new StringJoiner(",");
        for (int i = 0; i < columns.length; i++) {
            if (counts[i]) {
                this.columns[i] = columns[i];
                text.add(declared.get(i).name() + "=" + declared.get(i).values().get(columns[i]));
            }
        }
        notation = text.toString();
    }

    /**
     * Whether a choice counts in this architecture.
     *
     * @param choice its name
     * @return false where its condition does not hold
     * @throws IllegalArgumentException where the space has no such choice
     */
    public boolean counts(String choice) {
        return counts[row(choice)];
    }

    /**
     * The value of a choice.
     *
     * @param choice its name
     * @return one of its values
     * @throws IllegalArgumentException where the space has no such choice
     * @throws IllegalStateException where the choice doesn't count here: a network must not depend on it
     */
    public String value(String choice) {
        int row = row(choice);
        if (!counts[row]) {
            throw new IllegalStateException(
                    "choice '" + choice + "' doesn't count in " + notation + "; ask counts(\"" + choice + "\") first");
        }
        return declared.get(row).values().get(columns[row]);
    }

    /**
     * The value of a choice as a whole number.
     *
     * @param choice its name
     * @return the number
     * @throws IllegalArgumentException where the space has no such choice, or its value is no whole number
     * @throws IllegalStateException where the choice doesn't count here
     */
    public int number(String choice) {
        String value = value(choice);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "choice '" + choice + "' has the value '" + value + "', which is no whole number", e);
        }
    }

    /**
     * The value of a choice as a number.
     *
     * @param choice its name
     * @return the number
     * @throws IllegalArgumentException where the space has no such choice, or its value is no number
     * @throws IllegalStateException where the choice doesn't count here
     */
    public double decimal(String choice) {
        String value = value(choice);
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "choice '" + choice + "' has the value '" + value + "', which is no number", e);
        }
    }

    /**
     * All values.
     *
     * @return values by the names of the choices that count, in the space's order
     */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            if (counts[i]) {
                values.put(declared.get(i).name(), declared.get(i).values().get(columns[i]));
            }
        }
        return values;
    }

    private int row(String choice) {
        for (int i = 0; i < columns.length; i++) {
            if (declared.get(i).name().equals(choice)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no choice '" + choice + "'; there are "
                + declared.stream().map(Choice::name).toList());
    }

    /** {@code links=0-0-0-1,op1=gat}: the choices that count, in the space's order. */
    @Override
    public String notation() {
        return notation;
    }

    @Override
    public String identity() {
        return notation;
    }

    /** The place of each choice's value; 0 for choices that don't count. */
    @Override
    public int[] choices() {
        return columns.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChoiceArchitecture architecture && notation.equals(architecture.notation);
    }

    @Override
    public int hashCode() {
        return notation.hashCode();
    }

    @Override
    public String toString() {
        return notation;
    }
}
