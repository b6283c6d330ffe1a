package io.github.l2nas.api.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A search space that is a list of choices. Use it as it is, for a space that a table, a program or a class scores, or extend
 * it: a class that names its choices in its constructor and builds a network from a {@link ChoiceArchitecture}.
 *
 * <p>An action has a row for each choice, as long as the choice has values; rows are discretized one by one (paper,
 * Algorithm 1). A choice that doesn't count is decided by the action like any other; the architecture leaves it out.
 */
public class ChoiceSpace implements SearchSpace, StrategyPresets, ActionLabels.Labelled {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private static final int ALWAYS = -1;

    private final String name;
    private final List<Choice> choices;
    private final ActionShape shape;

    /** For each choice the one on which it depends, or {@link #ALWAYS}. */
    private final int[] parents;

    /** For each choice and each value of the one on which it depends: whether it counts there. */
    private final List<boolean[]> conditions = new ArrayList<>();

    /** That every choice counts, in a space without conditions; else null. */
    private final boolean[] unconditional;

    private final Map<String, Integer> rows = new HashMap<>();
    private final long size;

    /**
     * @param name of the space in results: lower-case letters, digits and hyphens, at most 64 characters
     * @param choices at least one
     * @throws IllegalArgumentException where a name is used twice, a condition refers to a choice or a value that is not
     *     there or is declared later, or there is but one architecture
     */
    public ChoiceSpace(String name, List<Choice> choices) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a search space can't be named '" + name
                    + "'. A name is lower-case letters, digits and hyphens, at most 64 characters");
        }
        this.name = name;
        this.choices = List.copyOf(choices);
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("search space '" + name + "' has no choices; name at least one");
        }
        parents = new int[choices.size()];
        for (int row = 0; row < parents.length; row++) {
            addCondition(row);
            if (rows.put(choices.get(row).name(), row) != null) {
                throw new IllegalArgumentException("search space '" + name + "' has two choices named '"
                        + choices.get(row).name() + "'");
            }
        }
        unconditional =
                Arrays.stream(parents).allMatch(parent -> parent == ALWAYS) ? new boolean[parents.length] : null;
        if (unconditional != null) {
            Arrays.fill(unconditional, true);
        }
        shape = ActionShape.rowWise(choices.stream()
                .map(choice -> new ActionShape.Matrix(1, choice.values().size()))
                .toArray(ActionShape.Matrix[]::new));
        size = count();
        if (size == 1) {
            throw new IllegalArgumentException("search space '" + name
                    + "' has but one architecture: there is nothing to choose. Give a choice a second value");
        }
    }

    /**
     * @param name of the space in results: lower-case letters, digits and hyphens, at most 64 characters
     * @param choices at least one
     * @throws IllegalArgumentException as above
     */
    public ChoiceSpace(String name, Choice... choices) {
        this(name, List.of(choices));
    }

    private void addCondition(int row) {
        Choice choice = choices.get(row);
        if (choice.condition().isEmpty()) {
            parents[row] = ALWAYS;
            conditions.add(new boolean[0]);
            return;
        }
        Choice.Condition condition = choice.condition().get();
        String start =
                "choice '" + choice.name() + "' counts only where '" + condition.choice() + "' has certain values, ";
        Integer parent = rows.get(condition.choice());
        if (parent == null) {
            throw new IllegalArgumentException(start + "but no choice before it has that name; before it are "
                    + choices.subList(0, row).stream().map(Choice::name).toList());
        }
        parents[row] = parent;
        boolean[] counts = new boolean[choices.get(parent).values().size()];
        for (String value : condition.values()) {
            int column = choices.get(parent).indexOf(value);
            if (column < 0) {
                throw new IllegalArgumentException(start + "but '" + value + "' is none of its values "
                        + choices.get(parent).values());
            }
            counts[column] = true;
        }
        if (condition.values().isEmpty()) {
            throw new IllegalArgumentException(start + "but names none");
        }
        conditions.add(counts);
    }

    /** Choices depend on earlier ones only: from the last to the first, networks below a value of the one they depend on. */
    private long count() {
        long[][] below = new long[parents.length][];
        for (int row = 0; row < parents.length; row++) {
            below[row] = new long[choices.get(row).values().size()];
            Arrays.fill(below[row], 1);
        }
        long all = 1;
        for (int row = parents.length - 1; row >= 0; row--) {
            long here = 0;
            for (long below1 : below[row]) {
                here = here > Long.MAX_VALUE - below1 ? Long.MAX_VALUE : here + below1;
            }
            if (parents[row] == ALWAYS) {
                all = times(all, here);
            } else {
                boolean[] condition = conditions.get(row);
                for (int column = 0; column < condition.length; column++) {
                    if (condition[column]) {
                        below[parents[row]][column] = times(below[parents[row]][column], here);
                    }
                }
            }
        }
        return all;
    }

    private static long times(long a, long b) {
        return a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
    }

    @Override
    public Map<String, Map<String, String>> presets(String strategy) {
        return Map.of();
    }

    /** A search of a large space is long: l2nas-guided then looks at how choices go together in all that was scored. */
    @Override
    public Optional<String> usualPreset(String strategy, boolean transfer) {
        return strategy.equals("l2nas-guided") && !transfer && size > ActionShape.MOST_OF_SMALL
                ? Optional.of("guided-posterior")
                : Optional.empty();
    }

    @Override
    public int usualSteps(boolean transfer) {
        return 1000;
    }

    @Override
    public final String name() {
        return name;
    }

    /**
     * The choices.
     *
     * @return as declared
     */
    public final List<Choice> choices() {
        return choices;
    }

    /**
     * How many different architectures there are.
     *
     * @return at least 2; {@link Long#MAX_VALUE} for that many or more
     */
    public final long size() {
        return size;
    }

    /** A matrix of one row for each choice. */
    @Override
    public final ActionShape actionShape() {
        return shape;
    }

    @Override
    public final ChoiceArchitecture architecture(int[] columns) {
        shape.requireValid(columns);
        if (unconditional != null) {
            return new ChoiceArchitecture(choices, columns, unconditional);
        }
        boolean[] counts = new boolean[columns.length];
        for (int row = 0; row < columns.length; row++) {
            int parent = parents[row];
            counts[row] = parent == ALWAYS || (counts[parent] && conditions.get(row)[columns[parent]]);
        }
        return new ChoiceArchitecture(choices, columns, counts);
    }

    /**
     * The architecture of some values.
     *
     * @param values a value for each choice in their order, found as {@link Choice#indexOf} does; empty where the choice doesn't
     *     count
     * @return the architecture
     * @throws IllegalArgumentException where a choice that counts has no value, or one has a value that is none of its own;
     *     names the choice
     */
    public final ChoiceArchitecture architecture(List<String> values) {
        if (values.size() != choices.size()) {
            throw new IllegalArgumentException(
                    "an architecture has " + choices.size() + " values, got " + values.size());
        }
        int[] columns = new int[choices.size()];
        for (int row = 0; row < columns.length; row++) {
            String value = values.get(row);
            columns[row] = value.isEmpty() ? 0 : choices.get(row).indexOf(value);
            if (columns[row] < 0) {
                throw new IllegalArgumentException("choice '"
                        + choices.get(row).name() + "' has no value '" + value + "'; its values are "
                        + choices.get(row).values());
            }
        }
        ChoiceArchitecture architecture = architecture(columns);
        for (int row = 0; row < columns.length; row++) {
            Choice choice = choices.get(row);
            if (values.get(row).isEmpty() && architecture.counts(choice.name())) {
                throw new IllegalArgumentException("choice '" + choice.name() + "' has no value, though it counts");
            }
        }
        return architecture;
    }

    /**
     * Reads {@code links=0-0-0-1,op1=gat}. Choices may come in any order, and those that don't count may be there or not. All
     * values in the order of the choices, with colons between them, are read as well, {@code 8:16:8:64:24}: so NATS-Bench writes
     * its size space.
     *
     * @param text the text
     * @return the architecture
     * @throws NotationException where the text is malformed; names the position
     */
    @Override
    public final ChoiceArchitecture parse(String text) {
        List<String> inOrder = List.of(text.strip().split(":", -1));
        if (text.indexOf('=') < 0 && inOrder.size() > 1 && inOrder.size() == choices.size()) {
            try {
                return architecture(inOrder);
            } catch (IllegalArgumentException e) {
                throw new NotationException(text, 0, "a value of each choice; " + e.getMessage());
            }
        }
        String[] values = new String[choices.size()];
        Arrays.fill(values, "");
        int start = 0;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            parseChoice(text, start, end, values);
            start = end + 1;
        }
        try {
            return architecture(List.of(values));
        } catch (IllegalArgumentException e) {
            throw new NotationException(text, text.length(), "a value for every choice that counts; " + e.getMessage());
        }
    }

    private void parseChoice(String text, int start, int end, String[] values) {
        int equalsSign = text.indexOf('=', start);
        if (equalsSign < 0 || equalsSign >= end) {
            throw new NotationException(text, start, "a choice, '=' and its value");
        }
        Integer row = rows.get(text.substring(start, equalsSign).strip());
        if (row == null) {
            throw new NotationException(text, start, "one of the choices " + names());
        }
        if (!values[row].isEmpty()) {
            throw new NotationException(
                    text, start, "choice '" + choices.get(row).name() + "' only once");
        }
        values[row] = text.substring(equalsSign + 1, end).strip();
        if (choices.get(row).indexOf(values[row]) < 0) {
            throw new NotationException(
                    text, equalsSign + 1, "one of " + choices.get(row).values());
        }
    }

    /**
     * All architectures in which one choice that counts has another value. Choices that count only since then have their first
     * value.
     */
    @Override
    public final List<Architecture> neighbours(Architecture architecture) {
        ChoiceArchitecture centre = (ChoiceArchitecture) architecture;
        Map<String, Architecture> neighbours = new LinkedHashMap<>();
        for (int[] columns : shape.neighbours(centre.choices())) {
            Architecture neighbour = architecture(columns);
            neighbours.putIfAbsent(neighbour.identity(), neighbour);
        }
        neighbours.remove(centre.identity());
        return List.copyOf(neighbours.values());
    }

    private List<String> names() {
        return choices.stream().map(Choice::name).toList();
    }

    /** All choices together, in rows of unequal length. */
    @Override
    public final List<ActionLabels> actionLabels() {
        return List.of(new ActionLabels(
                "", names(), choices.stream().map(Choice::values).toList()));
    }

    @Override
    public String labelExplanation() {
        return "A row is a choice.";
    }
}
