package io.github.l2nas.maven;

import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** A goal that is about the network that {@code evaluate} trains: the one that a project ships. */
abstract class AbstractNetworkMojo extends AbstractPublishingMojo {

    /**
     * Channels of the first stage of the network that {@code evaluate} trains, which a search's limits and costs are about.
     * Without it the recipe's.
     */
    @Parameter(property = "l2nas.evaluationChannels")
    private Integer evaluationChannels;

    /**
     * Number of cells of the network that {@code evaluate} trains, in each stage for {@code nas-bench-201}, in all for {@code darts}.
     * Without it the recipe's.
     */
    @Parameter(property = "l2nas.evaluationCells")
    private Integer evaluationCells;

    /** Named recipe by which {@code evaluate} trains: {@code nas-bench-201} or {@code darts}. Without it that of the space. */
    @Parameter(property = "l2nas.evaluationRecipe")
    private String evaluationRecipe;

    /**
     * What differs from the recipe, by name: {@code <evaluationSettings><epochs>50</epochs></evaluationSettings>}. On the
     * command line each has a property of its own, {@code -Dl2nas.evaluationSettings.epochs=50}; the POM's elements take
     * precedence.
     */
    @Parameter
    private Map<String, String> evaluationSettings;

    AbstractNetworkMojo(
            RepositorySystem repositorySystem, ToolchainManager toolchains, MavenProjectHelper projectHelper) {
        super(repositorySystem, toolchains, projectHelper);
    }

    /** Size of the network that is trained from scratch. */
    final NetworkSize evaluationSize() {
        return new NetworkSize(
                GoalParameter.named("evaluationChannels").positive(evaluationChannels),
                GoalParameter.named("evaluationCells").positive(evaluationCells));
    }

    final String evaluationRecipe() {
        return evaluationRecipe;
    }

    final boolean hasEvaluationSettings() {
        return evaluationSettings != null;
    }

    final Map<String, String> evaluationSettings(BuildContext context) {
        return settings(context, "evaluationSettings", evaluationSettings);
    }

    /**
     * The network that this project's evaluation trains: what an execution of that goal says for itself counts more.
     *
     * @param context the build
     * @return what is left open is the recipe's
     */
    final NetworkSize evaluatedNetwork(BuildContext context) {
        return new EvaluatedNetwork(
                        context.declaredExecutions("evaluate"),
                        evaluationSize(),
                        evaluationRecipe(),
                        evaluationSettings(context))
                .size();
    }
}
