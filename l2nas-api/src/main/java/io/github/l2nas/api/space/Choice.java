package io.github.l2nas.api.space;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One decision of a {@link ChoiceSpace}: a name and the values that it takes, words or numbers, kept as the text they were
 * written as. A choice of a single value is a constant: it is part of every architecture and nothing is decided.
 *
 * @param name a lower-case letter, then lower-case letters, digits, {@code -} and {@code _}; at most 64 characters; not {@code
 *     architecture}, which is a column of its own in tables and histories
 * @param values at least one, each once, also as numbers ({@code 3} and {@code 3.0} are the same); each 1 to 100 letters, digits
 *     and {@code . _ - + : / *}
 * @param condition without which it counts always
 */
public record Choice(String name, List<String> values, Optional<Condition> condition) {

    /**
     * When a choice counts: only where another one, declared before it, counts and has one of certain values.
     *
     * @param choice the other one's name
     * @param values some of its values
     */
    public record Condition(String choice, List<String> values) {
        public Condition {
            values = List.copyOf(values);
        }
    }

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N}._+:/*-]{1,100}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
    private static final String RESERVED = "architecture";

    public Choice {
        values = List.copyOf(values);
        if (!NAME.matcher(name).matches() || name.equals(RESERVED)) {
            throw new IllegalArgumentException("a choice can't be named '" + name
                    + "'. A name is a lower-case letter, then"
                    + " lower-case letters, digits, '-' and '_', at most 64 characters, and not '" + RESERVED + "'");
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("choice '" + name + "' has no values; name at least one");
        }
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if (!VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("choice '" + name + "' can't have the value '" + value
                        + "'. A value is 1 to 100 letters, digits and . _ - + : / *");
            }
            int same = find(values.subList(0, i), value);
            if (same >= 0) {
                throw new IllegalArgumentException(
                        "choice '" + name + "' has a value twice: '" + values.get(same) + "' and '" + value + "'");
            }
        }
    }

    /**
     * A choice among words.
     *
     * @param name its name
     * @param values at least one
     * @return a choice that counts always
     */
    public static Choice of(String name, String... values) {
        return new Choice(name, List.of(values), Optional.empty());
    }

    /**
     * A choice among whole numbers.
     *
     * @param name its name
     * @param values at least one
     * @return a choice that counts always
     */
    public static Choice of(String name, int... values) {
        return new Choice(name, Arrays.stream(values).mapToObj(String::valueOf).toList(), Optional.empty());
    }

    /**
     * This choice, counting only where another one has one of certain values.
     *
     * @param choice the other one's name; it must be declared before this one
     * @param anyOf some of its values
     * @return the conditional choice
     */
    public Choice when(String choice, String... anyOf) {
        return new Choice(name, values, Optional.of(new Condition(choice, List.of(anyOf))));
    }

    /**
     * This choice, counting only where another one has one of certain numbers.
     *
     * @param choice the other one's name; it must be declared before this one
     * @param anyOf some of its values
     * @return the conditional choice
     */
    public Choice when(String choice, int... anyOf) {
        return when(choice, Arrays.stream(anyOf).mapToObj(String::valueOf).toArray(String[]::new));
    }

    /**
     * Finds a value by its text or, where both are numbers, by its number: {@code 3.0} finds {@code 3}, as programs write whole
     * numbers of a column with gaps.
     *
     * @param text as written somewhere
     * @return its place among {@link #values()}, or -1
     */
    public int indexOf(String text) {
        return find(values, text);
    }

    private static int find(List<String> values, String text) {
        int same = values.indexOf(text);
        if (same >= 0 || !NUMBER.matcher(text).matches()) {
            return same;
        }
        BigDecimal number = new BigDecimal(text);
        for (int i = 0; i < values.size(); i++) {
            if (NUMBER.matcher(values.get(i)).matches() && new BigDecimal(values.get(i)).compareTo(number) == 0) {
                return i;
            }
        }
        return -1;
    }
}
