package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.text.FiniteNumber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The columns of a table: what each is for, and, once all rows were looked at, which are numbers. */
final class TabularColumns {

    private static final Set<String> USUAL_LABELS = Set.of("label", "class");

    private final DataFiles files;
    private final TabularSettings settings;
    private final List<TabularColumn> columns = new ArrayList<>();
    private final int label;

    private TabularColumns(DataFiles files, TabularSettings settings, List<String> names) {
        this.files = files;
        this.settings = settings;
        label = label(names);
        requireKnown("categorical", settings.categoricalColumns(), names);
        requireKnown("ignored", settings.ignoredColumns(), names);
        for (int i = 0; i < names.size(); i++) {
            columns.add(new TabularColumn(
                    names.get(i),
                    role(i, names.get(i)),
                    settings.categoricalColumns().contains(names.get(i))));
        }
    }

    /**
     * The columns of a table that lies in one or more files.
     *
     * @param parts the files, each with the same columns
     */
    static TabularColumns of(DataFiles files, List<TabularFile> parts, TabularSettings settings) {
        TabularFile first = parts.get(0);
        List<String> names = first.columns();
        requireNames(first, names);
        for (TabularFile part : parts) {
            if (!part.columns().equals(names)) {
                throw files.wrong(
                        part.name(),
                        "its columns are " + part.columns() + ", those of " + first.name() + " " + names
                                + ". Give both files the same columns in the same order");
            }
        }
        TabularColumns columns = new TabularColumns(files, settings, names);
        parts.forEach(columns::look);
        columns.requireUsable();
        return columns;
    }

    private static void requireNames(TabularFile file, List<String> names) {
        if (!file.header()) {
            return;
        }
        if (names.size() > 1 && names.stream().noneMatch(name -> Double.isNaN(FiniteNumber.parse(name)))) {
            throw file.files()
                    .wrong(
                            file.name(),
                            "its first line has numbers and no names of columns. Put the names there, or set header to"
                                    + " false");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty() || !seen.add(name)) {
                throw file.files()
                        .wrong(
                                file.name(),
                                "its first line has "
                                        + (name.isEmpty() ? "a column without a name" : "'" + name + "' twice")
                                        + ". Give each column a name of its own");
            }
        }
    }

    private int label(List<String> names) {
        if (settings.label() != null) {
            requireKnown("label", Set.of(settings.label()), names);
            return names.indexOf(settings.label());
        }
        List<String> usual = names.stream()
                .filter(name -> USUAL_LABELS.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        if (usual.size() > 1) {
            throw files.wrongSetting(
                    "settings.label", "columns " + usual + " could all be its classes. Name the one that is");
        }
        return usual.isEmpty() ? names.size() - 1 : names.indexOf(usual.get(0));
    }

    private void requireKnown(String setting, Set<String> wanted, List<String> names) {
        for (String name : wanted) {
            if (!names.contains(name)) {
                throw files.wrongSetting(
                        "settings." + setting,
                        "it has no column '" + name + "'; it has " + names
                                + ". The first line of a table names its columns");
            }
        }
    }

    private TabularColumn.Role role(int index, String name) {
        if (index == label) {
            return TabularColumn.Role.LABEL;
        }
        return settings.ignoredColumns().contains(name) ? TabularColumn.Role.IGNORED : TabularColumn.Role.FEATURE;
    }

    private void look(TabularFile file) {
        file.rows(columns.size(), (fields, line) -> {
            for (int i = 0; i < columns.size(); i++) {
                TabularColumn column = columns.get(i);
                if (!TabularColumn.isMissing(fields.get(i))) {
                    column.look(fields.get(i), file.name(), line);
                } else if (column.role() == TabularColumn.Role.LABEL) {
                    throw missing(file, line, column, "Remove the row, or give its class");
                } else if (column.role() == TabularColumn.Role.FEATURE && !settings.missingAsMean()) {
                    throw missing(
                            file,
                            line,
                            column,
                            "Fill it in, remove the row, leave the column out with the setting ignored, or set"
                                    + " missingAsMean to true");
                }
            }
        });
    }

    private static RuntimeException missing(TabularFile file, long line, TabularColumn column, String advice) {
        return file.files()
                .wrong(file.name(), "line " + line + ", column '" + column.name() + "': no value. " + advice);
    }

    private void requireUsable() {
        if (columns.stream().noneMatch(column -> column.role() == TabularColumn.Role.FEATURE)) {
            throw files.wrong("its only column is the label. A table has columns of numbers or categories too, between"
                    + " commas");
        }
        for (TabularColumn column : columns) {
            if (!column.isCategorical() && column.losesDigits()) {
                throw files.wrong("column '" + column.name() + "' has numbers that differ by so little for their size"
                        + " that 32-bit floats, which networks run on, can't tell them apart. Subtract what they have in"
                        + " common, or leave the column out with the setting ignored");
            }
        }
    }

    List<TabularColumn> all() {
        return columns;
    }

    TabularColumn label() {
        return columns.get(label);
    }
}
