package io.github.l2nas.maven.output;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.model.PluginExecution;

/**
 * Where an execution writes and under which classifiers its files are attached. The execution's <em>own name</em> decides:
 * nothing for a search without an id of its own ({@code default-search}, {@code default-cli}), the goal for another goal
 * without one ({@code transfer}), else the id. An execution writes into the output directory, or its subdirectory of that
 * name; where a POM declares several executions that attach the same classifiers, the name is appended to them.
 *
 * @param directory absolute
 * @param classifierSuffix empty, or {@code -} and the own name
 */
public record OutputLayout(Path directory, String classifierSuffix) {

    private static final String SEARCH = "search";
    private static final String TRANSFER = "transfer";
    private static final Set<String> SEARCHES = Set.of(SEARCH, TRANSFER);

    /**
     * The layout of one execution.
     *
     * @param outputDirectory the parameter of that name, absolute
     * @param goal the goal that runs
     * @param executionId the id of the execution that runs
     * @param declared all executions of this plugin that the project declares
     * @return the layout
     */
    public static OutputLayout of(
            Path outputDirectory, String goal, String executionId, List<PluginExecution> declared) {
        String ownName = ownName(goal, executionId, declared);
        Path directory = outputDirectory.resolve(ownName);
        if (hasNoIdOfItsOwn(executionId) && !goal.equals(TRANSFER)) {
            return new OutputLayout(directory, "");
        }
        Set<String> sameClassifiers = SEARCHES.contains(goal) ? SEARCHES : Set.of(goal);
        boolean alone = declared.stream()
                .filter(execution -> !"none".equals(execution.getPhase()))
                .flatMap(execution -> execution.getGoals().stream()
                        .filter(sameClassifiers::contains)
                        .filter(other ->
                                !(other.equals(goal) && execution.getId().equals(executionId))))
                .findAny()
                .isEmpty();
        return new OutputLayout(directory, alone ? "" : "-" + ownName);
    }

    /**
     * Where goals write.
     *
     * @param outputDirectory the parameter of that name, absolute
     * @param goals names of goals
     * @param declared all executions of this plugin that the project declares
     * @return the directories of the goals' executions, declared or on the command line
     */
    public static List<Path> directoriesOf(Path outputDirectory, List<String> goals, List<PluginExecution> declared) {
        Set<Path> directories = new LinkedHashSet<>();
        for (String goal : goals) {
            directories.add(outputDirectory.resolve(ownName(goal, null, declared)));
            declared.stream()
                    .filter(execution -> execution.getGoals().contains(goal))
                    .forEach(execution ->
                            directories.add(outputDirectory.resolve(ownName(goal, execution.getId(), declared))));
        }
        return List.copyOf(directories);
    }

    private static boolean hasNoIdOfItsOwn(String executionId) {
        return executionId == null || executionId.equals("default") || executionId.startsWith("default-");
    }

    private static String ownName(String goal, String executionId, List<PluginExecution> declared) {
        if (hasNoIdOfItsOwn(executionId)) {
            return goal.equals(SEARCH) ? "" : goal;
        }
        boolean sharesItsId = declared.stream()
                .anyMatch(execution -> execution.getId().equals(executionId)
                        && execution.getGoals().stream().anyMatch(other -> !other.equals(goal)));
        return sharesItsId && !goal.equals(SEARCH) ? executionId + "-" + goal : executionId;
    }
}
