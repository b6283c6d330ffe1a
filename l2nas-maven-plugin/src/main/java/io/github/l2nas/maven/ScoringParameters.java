package io.github.l2nas.maven;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.maven.input.Coordinates.UsualArtifact;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parameters that say what scores a search's architectures: exactly one of a table, a supernet, a predictor, a command and
 * an evaluator by its name, and what goes with it.
 *
 * @param table a file or coordinates; null for none
 * @param supernet a file or coordinates; null for none, or for the one that the project trains
 * @param predictor a file or coordinates; null for none
 * @param widthMultiplier goes with a predictor; null for the usual one
 * @param imageSize of a predictor; null for the usual one
 * @param command a program and its arguments; null for none
 * @param evaluator the name of an evaluator, or a class; null for none
 * @param settings of the evaluator, or of the command
 * @param inputs files or coordinates by their roles
 */
record ScoringParameters(
        String table,
        String supernet,
        String predictor,
        Double widthMultiplier,
        Integer imageSize,
        List<String> command,
        String evaluator,
        Map<String, String> settings,
        Map<String, String> inputs) {

    static final String TABLE = "table";
    static final String SUPERNET = "supernet";
    static final String PREDICTOR = "predictor";
    static final String COMMAND = "command";
    static final String EVALUATOR = "evaluator";
    private static final String WORKING_DIRECTORY = "workingDirectory";
    private static final String ARGUMENT = "command-argument-";
    private static final String SETTINGS = "evaluatorSettings";
    private static final String INPUTS = "evaluatorInputs";
    private static final UsualArtifact USUAL_TABLE = new UsualArtifact("csv", "");
    private static final UsualArtifact USUAL_PREDICTOR = new UsualArtifact("pth", "");
    private static final UsualArtifact USUAL_INPUT = new UsualArtifact("zip", "");

    ScoringParameters {
        command = GoalParameter.named(COMMAND).texts(command);
        settings = settings == null ? Map.of() : new TreeMap<>(settings);
        inputs = inputs == null ? Map.of() : new TreeMap<>(inputs);
    }

    /**
     * Which of them is given, and that none goes with another.
     *
     * @return the name of its parameter; nothing where none is given
     * @throws io.github.l2nas.maven.parameter.ParameterException where there are two, or something that goes with another
     */
    Optional<String> given() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        all.put(TABLE, isGiven(table));
        all.put(SUPERNET, isGiven(supernet));
        all.put(PREDICTOR, isGiven(predictor));
        all.put(COMMAND, !command.isEmpty());
        all.put(EVALUATOR, isGiven(evaluator));
        all.values().removeIf(isThere -> !isThere);
        List<String> names = List.copyOf(all.keySet());
        if (names.size() > 1) {
            throw GoalParameter.named(names.get(1))
                    .wrong("there is a " + GoalParameter.named(names.get(0))
                            + ", too; one of them scores architectures, leave the other out");
        }
        Optional<String> given = names.stream().findFirst();
        requireCompany("widthMultiplier", widthMultiplier != null, given, PREDICTOR);
        requireCompany(SETTINGS, !settings.isEmpty(), given, EVALUATOR, COMMAND);
        requireCompany(INPUTS, !inputs.isEmpty(), given, EVALUATOR, COMMAND);
        return given;
    }

    private static void requireCompany(String name, boolean isThere, Optional<String> given, String... others) {
        if (isThere && given.filter(List.of(others)::contains).isEmpty()) {
            String all = String.join(
                    " or a ",
                    List.of(others).stream()
                            .map(other -> GoalParameter.named(other).toString())
                            .toList());
            throw GoalParameter.named(name).wrong("it goes with a " + all + "; leave it out");
        }
    }

    /**
     * What the job is told, where it is no supernet.
     *
     * @param context the build
     * @param directory where the job writes, absolute
     * @return the evaluator with its settings and inputs
     */
    Part part(BuildContext context, Path directory) {
        return switch (given().orElseThrow()) {
            case TABLE -> Part.reading(TABLE, TABLE, input(context, TABLE, table, USUAL_TABLE));
            case PREDICTOR ->
                Part.reading(PREDICTOR, PREDICTOR, input(context, PREDICTOR, predictor, USUAL_PREDICTOR))
                        .with("imageSize", imageSize)
                        .with("widthMultiplier", widthMultiplier);
            case COMMAND -> new Part(COMMAND, null, commandSettings(context, directory), commandInputs(context));
            default -> new Part(evaluator.strip(), null, settings, inputs(context));
        };
    }

    /** A program runs in the project's directory: the path that leads there from the outputs stays when the project moves. */
    private Map<String, String> commandSettings(BuildContext context, Path directory) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putIfAbsent(
                WORKING_DIRECTORY,
                directory.relativize(context.baseDirectory()).toString().replace('\\', '/'));
        try {
            all.put(COMMAND, new JsonMapper().writeValueAsString(command));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    /**
     * Arguments that are files of the project are inputs, whether they are declared or not: scores depend on what a script says.
     */
    private Map<String, InputFile> commandInputs(BuildContext context) {
        Map<String, InputFile> found = inputs(context);
        if (settings.containsKey(WORKING_DIRECTORY)) {
            return found;
        }
        for (int i = 0; i < command.size(); i++) {
            String argument = command.get(i);
            if (isProjectFile(context.baseDirectory(), argument)) {
                found.put(
                        ARGUMENT + i,
                        context.inputs().resolveDataset(GoalParameter.named(COMMAND), argument, USUAL_INPUT));
            }
        }
        return found;
    }

    private static boolean isProjectFile(Path directory, String argument) {
        try {
            return !Path.of(argument).isAbsolute() && Files.isRegularFile(directory.resolve(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Map<String, InputFile> inputs(BuildContext context) {
        Map<String, InputFile> found = new TreeMap<>();
        inputs.forEach((role, value) -> {
            GoalParameter parameter = GoalParameter.named(INPUTS + "." + role);
            found.put(role, context.inputs().resolveDataset(parameter, value, USUAL_INPUT));
        });
        return found;
    }

    private static InputFile input(BuildContext context, String name, String value, UsualArtifact usual) {
        return context.inputs().resolve(GoalParameter.named(name), value.strip(), usual);
    }

    /**
     * The parameter behind a field of a job whose evaluator is a command or has a name.
     *
     * @param field for example {@code evaluator.settings.epochs}
     * @return the parameter
     */
    static GoalParameter parameterOf(String field) {
        if (field.startsWith("evaluator.settings.") && !field.equals("evaluator.settings." + COMMAND)) {
            return GoalParameter.named(SETTINGS + field.substring("evaluator.settings".length()));
        }
        if (field.startsWith("evaluator.inputs.")) {
            String role = field.substring("evaluator.inputs.".length()).replaceFirst("[.\\[].*$", "");
            return role.startsWith(ARGUMENT) ? GoalParameter.named(COMMAND) : GoalParameter.named(INPUTS + "." + role);
        }
        return GoalParameter.ofSearchJob(field);
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isBlank();
    }
}
