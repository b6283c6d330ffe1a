package io.github.l2nas.maven.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.maven.model.PluginExecution;

/**
 * Where an execution writes and under which classifiers its files are attached. The execution's <em>own name</em> decides:
 * nothing for a search without an id of its own ({@code default-search}, {@code default-cli}), the goal for another goal
 * without one ({@code transfer}), else the id. An execution writes into the output directory, or its subdirectory of that
 * name; where a POM declares several searches, the name is appended to the classifiers.
 *
 * @param directory absolute
 * @param classifierSuffix empty, or {@code -} and the own name
 */
public record OutputLayout(Path directory, String classifierSuffix) {

    private static final String SEARCH = "search";
    private static final Set<String> ATTACHING_GOALS = Set.of(SEARCH, "transfer");

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
        boolean shared = declared.stream()
                .anyMatch(execution -> execution.getId().equals(executionId)
                        && execution.getGoals().stream().anyMatch(other -> !other.equals(goal)));
        String ownName = ownName(goal, executionId, shared);
        if (ownName.isEmpty()) {
            return new OutputLayout(outputDirectory, "");
        }
        boolean alone = declared.stream()
                .filter(execution -> !"none".equals(execution.getPhase()))
                .flatMap(execution -> execution.getGoals().stream()
                        .filter(ATTACHING_GOALS::contains)
                        .filter(other ->
                                !(other.equals(goal) && execution.getId().equals(executionId))))
                .findAny()
                .isEmpty();
        return new OutputLayout(outputDirectory.resolve(ownName), alone ? "" : "-" + ownName);
    }

    private static String ownName(String goal, String executionId, boolean executionHasOtherGoals) {
        if (executionId == null || executionId.equals("default") || executionId.startsWith("default-")) {
            return goal.equals(SEARCH) ? "" : goal;
        }
        return executionHasOtherGoals && !goal.equals(SEARCH) ? executionId + "-" + goal : executionId;
    }
}
