package io.github.l2nas.engine.command;

import io.github.l2nas.api.job.JobException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of a command with their placeholders: {@code {architecture}} and {@code {identity}}, the architecture's two
 * texts, {@code {seed}}, a whole number from 0 to 2^31 - 1, {@code {fidelity}}, {@code {directory}}, the trial's own, {@code
 * {choice:NAME}} for a space that is made of choices, nothing where that choice doesn't count, and {@code {input:ROLE}}, the
 * absolute path of one of the evaluator's inputs. A placeholder may be a part of an argument; what it stands for never becomes
 * more than that part. A brace followed by anything but a lower-case letter is no placeholder, and {@code {{name}}} stands for
 * {@code {name}}.
 */
final class CommandLine {

    static final String CHOICE = "choice:";
    static final String INPUT = "input:";

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{([a-z][a-zA-Z]*(?::[^{}]*)?)}}|\\{([a-z][a-zA-Z]*(?::[^{}]*)?)}");

    private final List<String> arguments;

    /**
     * @param arguments program first
     * @param known names of the placeholders
     * @throws JobException where an argument has another placeholder; lists the known ones
     */
    CommandLine(List<String> arguments, Set<String> known) {
        this.arguments = List.copyOf(arguments);
        for (String argument : arguments) {
            PLACEHOLDER.matcher(argument).results().forEach(match -> {
                if (match.group(2) != null && !known.contains(match.group(2))) {
                    throw new JobException(
                            "evaluator.settings.command",
                            "argument '" + argument + "' has an unknown placeholder " + match.group()
                                    + "; there are " + braced(known) + ", and {" + match.group()
                                    + "} stands for the text itself");
                }
            });
        }
    }

    private static List<String> braced(Set<String> names) {
        return new TreeSet<>(names).stream().map(name -> "{" + name + "}").toList();
    }

    /**
     * The arguments for one architecture.
     *
     * @param values of all known placeholders
     * @return program first
     */
    List<String> fill(Map<String, String> values) {
        List<String> filled = new ArrayList<>();
        for (String argument : arguments) {
            filled.add(replace(argument, values::get));
        }
        return filled;
    }

    private static String replace(String argument, UnaryOperator<String> value) {
        return PLACEHOLDER
                .matcher(argument)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) != null ? "{" + match.group(1) + "}" : value.apply(match.group(2))));
    }
}
