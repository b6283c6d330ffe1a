package io.github.l2nas.api.space;

import io.github.l2nas.api.extension.NoSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A search space: how a continuous action becomes an architecture, and how architectures are written and counted. */
public interface SearchSpace {

    /**
     * The name users give in a POM, for example {@code nas-bench-201}.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * The shape of an action: its matrices and the blocks of rows the discretizer decides together.
     *
     * @return the shape, the same object for each call
     */
    ActionShape actionShape();

    /**
     * The architecture of a discrete action.
     *
     * @param choices per row the chosen column or -1, as {@link ActionShape#discretize(float[])} makes it
     * @return the architecture
     * @throws IllegalArgumentException where a block has not its number of picks or a column is out of range
     */
    Architecture architecture(int[] choices);

    /**
     * Reads an architecture in any notation this space knows.
     *
     * @param text the text
     * @return the architecture
     * @throws NotationException where the text is malformed; names the position
     */
    Architecture parse(String text);

    /**
     * All architectures that differ from the given one in one decision and are another network: another operation on a
     * used row, or (where a block picks only some of its rows) a pick moved to a free row. Without duplicates, in a
     * fixed order.
     *
     * @param architecture an architecture of this space
     * @return the neighbourhood, never containing the architecture itself
     */
    default List<Architecture> neighbours(Architecture architecture) {
        Map<String, Architecture> neighbours = new LinkedHashMap<>();
        for (int[] choices : actionShape().neighbours(architecture.choices())) {
            Architecture neighbour = architecture(choices);
            neighbours.putIfAbsent(neighbour.identity(), neighbour);
        }
        neighbours.remove(architecture.identity());
        return List.copyOf(neighbours.values());
    }

    /**
     * The architecture with the fewest parameters and the fewest multiply-accumulates.
     *
     * @return one that has both, where the space knows it
     */
    default Optional<Architecture> smallest() {
        return Optional.empty();
    }

    /**
     * What this space offers beyond what every space has: {@link NetworkSpace}, {@link CostModel} (of the published network),
     * {@link StrategyPresets}, {@link StructuralFeatures}, {@link ActionLabels.Labelled} or a capability of the space's own.
     *
     * @param type the capability
     * @param <C> the capability
     * @return this space as such, where it has the capability
     */
    default <C> Optional<C> capability(Class<C> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /**
     * The settings that the space was made with.
     *
     * @return a record; empty for a space without settings
     */
    default Record settings() {
        return NoSettings.NONE;
    }

    /**
     * Continuous action to architecture: Algorithm 1 or 2 of the paper.
     *
     * @param action flattened matrices, row by row, one matrix after the other; length {@link ActionShape#size()}
     * @return the architecture
     */
    default Architecture discretize(float[] action) {
        return architecture(actionShape().discretize(action));
    }
}
