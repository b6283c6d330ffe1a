package io.github.l2nas.maven.parameter;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The names that a user can write in this plugin's configuration or on the command line, as its descriptor has them. Maven itself
 * leaves out what it does not know without a word.
 */
public final class KnownParameters {

    private static final String PREFIX = "l2nas.";
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{(l2nas\\.[A-Za-z.]+)}");

    private final SortedSet<String> elements = new TreeSet<>();
    private final SortedSet<String> properties = new TreeSet<>();

    /** Beginnings of properties whose rest a user chooses. */
    private final SortedSet<String> prefixes = new TreeSet<>();

    private KnownParameters() {}

    /**
     * The names of all goals.
     *
     * @param plugin this plugin's descriptor
     * @return the names
     */
    public static KnownParameters of(PluginDescriptor plugin) {
        KnownParameters known = new KnownParameters();
        plugin.getMojos().forEach(known::add);
        return known;
    }

    private void add(MojoDescriptor goal) {
        if (goal.getParameters() == null) {
            return;
        }
        for (Parameter parameter : goal.getParameters()) {
            if (!parameter.isEditable()) {
                continue;
            }
            elements.add(parameter.getName());
            if (parameter.getAlias() != null) {
                elements.add(parameter.getAlias());
            }
            if (parameter.getType().equals("java.util.Map")) {
                prefixes.add(PREFIX + parameter.getName() + ".");
            }
        }
        for (PlexusConfiguration value : goal.getMojoConfiguration().getChildren()) {
            Matcher matcher = PROPERTY.matcher(value.getValue(""));
            if (matcher.find()) {
                properties.add(matcher.group(1));
            }
        }
    }

    /**
     * Insists that a goal has such an element.
     *
     * @param element a name below {@code <configuration>}
     * @throws ParameterException where no goal has one; names the nearest
     */
    public void requireElement(String element) {
        if (!elements.contains(element)) {
            throw new ParameterException("<" + element + "> is no parameter of this plugin" + ". Did you mean <"
                    + nearest(element, elements) + ">? mvn l2nas:help -Ddetail lists all");
        }
    }

    /**
     * Insists that properties which begin like this plugin's are some of them.
     *
     * @param given names of properties from the command line
     * @param others names that have another meaning in this build
     * @throws ParameterException where no goal has one; names the nearest
     */
    public void requireProperties(Collection<String> given, Collection<String> others) {
        for (String property : unknown(given)) {
            if (!others.contains(property)) {
                throw new ParameterException("-D" + property
                        + " is no property of this plugin, and the project has none of this" + " name. Did you mean -D"
                        + nearest(property, properties) + "? mvn l2nas:help -Ddetail lists all");
            }
        }
    }

    /**
     * Properties of a POM which begin like this plugin's and are none of them.
     *
     * @param declared names of the POM's properties
     * @param isUsed whether something else reads a property
     * @return a sentence for each that nothing reads; names the nearest
     */
    public List<String> warnings(Collection<String> declared, Predicate<String> isUsed) {
        return unknown(declared).stream()
                .filter(property -> !isUsed.test(property))
                .map(property ->
                        "<" + property + "> among the <properties> is no property of this plugin, and nothing in"
                                + " the POM reads it. Did you mean <" + nearest(property, properties) + ">?")
                .toList();
    }

    private SortedSet<String> unknown(Collection<String> given) {
        return given.stream()
                .filter(property -> property.startsWith(PREFIX)
                        && !properties.contains(property)
                        && prefixes.stream().noneMatch(property::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of names that contain the given one, or the other way round, the shortest; else the one with the fewest changes. */
    private static String nearest(String given, Collection<String> names) {
        String wanted = given.toLowerCase(Locale.ROOT);
        List<String> alike = names.stream()
                .filter(name -> {
                    String other = name.toLowerCase(Locale.ROOT);
                    return other.contains(wanted) || wanted.contains(other);
                })
                .toList();
        return (alike.isEmpty() ? names : alike)
                .stream()
                        .min(Comparator.comparingInt((String name) -> changes(wanted, name.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()))
                        .orElse("help");
    }

    /** Letters to insert, to leave out or to replace: Levenshtein's distance. */
    private static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
