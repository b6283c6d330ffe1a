package io.github.l2nas.api.table;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/**
 * The columns of a table that say which architecture a row is about: one that holds architectures in a notation of the space,
 * or in a space of choices one for each choice.
 */
final class ArchitectureColumns {

    private final SearchSpace space;

    /** Where it is told choice by choice, in the order of the choices; else null. */
    private final ChoiceSpace choices;

    private final List<Integer> columns;

    private ArchitectureColumns(SearchSpace space, ChoiceSpace choices, List<Integer> columns) {
        this.space = space;
        this.choices = choices;
        this.columns = columns;
    }

    /**
     * Finds them.
     *
     * @param header names of the columns, each once
     * @param space the space of the table's architectures
     * @return the columns
     * @throws IllegalArgumentException where some are missing; says which and what to do
     */
    static ArchitectureColumns of(List<String> header, SearchSpace space) {
        int notation = header.indexOf(BenchmarkTable.ARCHITECTURE);
        Optional<ChoiceSpace> choices = space.capability(ChoiceSpace.class);
        if (choices.isEmpty() || notation >= 0) {
            if (notation < 0) {
                throw new IllegalArgumentException("the header has no column '" + BenchmarkTable.ARCHITECTURE
                        + "', only " + header
                        + ". Rename the column of architectures, or convert the file with l2nas:import-table");
            }
            return new ArchitectureColumns(space, null, List.of(notation));
        }
        List<Integer> columns = new ArrayList<>();
        for (Choice choice : choices.get().choices()) {
            int column = header.indexOf(choice.name());
            if (column < 0) {
                throw new IllegalArgumentException("the header has no column '" + choice.name() + "', only " + header
                        + ". A table for space " + space.name() + " has a column for each choice, or one named '"
                        + BenchmarkTable.ARCHITECTURE + "'. Rename a column or the choice");
            }
            columns.add(column);
        }
        return new ArchitectureColumns(space, choices.get(), columns);
    }

    boolean contain(int column) {
        return columns.contains(column);
    }

    /**
     * The architecture of a row.
     *
     * @param row as long as the header
     * @return the architecture
     * @throws IllegalArgumentException where it is none of the space; names the column
     */
    Architecture architecture(CSVRecord row) {
        if (choices != null) {
            List<String> values = new ArrayList<>(columns.size());
            for (int column : columns) {
                values.add(row.get(column).strip());
            }
            return choices.architecture(values);
        }
        try {
            return space.parse(row.get(columns.get(0)).strip());
        } catch (NotationException e) {
            throw new IllegalArgumentException("column '" + BenchmarkTable.ARCHITECTURE + "': " + e.getMessage(), e);
        }
    }
}
