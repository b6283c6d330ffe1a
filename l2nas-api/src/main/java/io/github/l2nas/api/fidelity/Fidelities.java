package io.github.l2nas.api.fidelity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The fidelities of a search, lowest first. A trial has one of them; the answer of a search comes from the highest.
 *
 * @param unit what is counted, a plural in lower case: {@code epochs}, {@code images}
 * @param levels at least one, with rising amounts
 * @param continued whether a trial at a higher fidelity goes on from where the one of the same architecture at a lower fidelity has
 *     ended, so that it costs the difference; null for what the evaluator says
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fidelities(String unit, List<Fidelity> levels, Boolean continued) {

    private static final Pattern UNIT = Pattern.compile("[a-z][a-zA-Z]*");
    private static final Pattern FORM =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s+(" + UNIT.pattern() + ")(?:\\s+(\\S+))?");

    /** The fidelities of a search that knows nothing of them: each trial costs one. */
    public static final Fidelities ONE = new Fidelities("trials", List.of(new Fidelity(1, null)), null);

    /**
     * @throws IllegalArgumentException where there is none, the unit is no word, or the amounts don't rise
     */
    public Fidelities {
        levels = List.copyOf(levels);
        if (unit == null || !UNIT.matcher(unit).matches()) {
            throw new IllegalArgumentException("'" + unit + "' is no unit; write one word, for example epochs");
        }
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("there is none; write for example '12 epochs'");
        }
        for (int i = 1; i < levels.size(); i++) {
            if (levels.get(i).amount() <= levels.get(i - 1).amount()) {
                throw new IllegalArgumentException(Fidelity.text(levels.get(i).amount()) + " " + unit + " comes after "
                        + Fidelity.text(levels.get(i - 1).amount()) + "; write the lowest first, each once");
            }
        }
    }

    /**
     * Fidelities as a POM declares them.
     *
     * @param texts each an amount, a unit and, for a table, a column: {@code 12 epochs cifar10_valid_12ep}; lowest first
     * @param continued whether a trial goes on from a lower fidelity; null for what the evaluator says
     * @return the fidelities; null where none is declared
     * @throws IllegalArgumentException where a text can't be read, or they don't fit each other
     */
    public static Fidelities of(List<String> texts, Boolean continued) {
        if (texts.isEmpty()) {
            if (continued != null) {
                throw new IllegalArgumentException("it says something of fidelities; declare some");
            }
            return null;
        }
        List<Fidelity> levels = new ArrayList<>();
        String unit = null;
        for (String text : texts) {
            Matcher form = FORM.matcher(text == null ? "" : text.strip());
            if (!form.matches() || Double.parseDouble(form.group(1)) == 0) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no fidelity; write a positive amount and its unit, and for a table a column,"
                                + " for example '12 epochs' or '12 epochs cifar10_valid_12ep'");
            }
            if (unit != null && !unit.equals(form.group(2))) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not counted in " + unit + " as the one before; use one unit");
            }
            unit = form.group(2);
            levels.add(new Fidelity(Double.parseDouble(form.group(1)), form.group(3)));
        }
        return new Fidelities(unit, levels, continued);
    }

    /**
     * The highest amount.
     *
     * @return positive
     */
    public double full() {
        return levels.get(levels.size() - 1).amount();
    }

    /**
     * The share of the full fidelity that a level is.
     *
     * @param level from 0, the lowest
     * @return in (0, 1]; 1 for the highest
     */
    public double share(int level) {
        return levels.get(level).amount() / full();
    }

    /**
     * The level of a share.
     *
     * @param share of the full fidelity
     * @return from 0, the lowest
     * @throws IllegalArgumentException where none has this share
     */
    public int level(double share) {
        for (int level = 0; level < levels.size(); level++) {
            if (share(level) == share) {
                return level;
            }
        }
        throw new IllegalArgumentException("no fidelity is " + share + " of the full one; there are " + this);
    }

    /**
     * The fidelity of a share.
     *
     * @param share of the full fidelity
     * @return the one that has this share
     * @throws IllegalArgumentException where none has
     */
    public Fidelity at(double share) {
        return levels.get(level(share));
    }

    /**
     * What a trial costs whose architecture has been scored at a lower fidelity.
     *
     * @param share the trial's
     * @param lower share of the highest fidelity below at which the architecture has been scored; 0 for none
     * @return in the unit
     */
    public double cost(double share, double lower) {
        double amount = at(share).amount();
        return lower > 0 && Boolean.TRUE.equals(continued) ? amount - at(lower).amount() : amount;
    }

    /**
     * Whether there is more than one.
     *
     * @return false where all trials have the same
     */
    public boolean several() {
        return levels.size() > 1;
    }

    /**
     * Whether trials are counted in a unit.
     *
     * @return false for a search that knows nothing of fidelities
     */
    public boolean counted() {
        return !equals(ONE);
    }

    /**
     * The amounts and their unit.
     *
     * @return for example {@code 1, 3, 9 epochs}
     */
    @Override
    public String toString() {
        return levels.stream().map(level -> Fidelity.text(level.amount())).collect(Collectors.joining(", ")) + " "
                + unit;
    }
}
