package io.github.l2nas.maven;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Trains a weight-sharing supernet on images: a random path of the search space for every mini-batch. Half of the training
 * images train, the other half validates. Writes {@code supernet.zip}, which a {@code search} in the same project takes by
 * itself, and {@code training.csv}, and attaches the supernet. When nothing has changed since the last build it trains
 * nothing and attaches what is there; a training that was interrupted goes on where it stopped.
 *
 * @since 0.1.0
 */
@Mojo(
        name = "train-supernet",
        defaultPhase = LifecyclePhase.PROCESS_CLASSES,
        requiresProject = false,
        threadSafe = true)
public class TrainSupernetMojo extends AbstractPublishingMojo {

    /**
     * Channels of the supernet's first stage. Without it the recipe's. The network that {@code evaluate} trains has a size
     * of its own.
     */
    @Parameter(property = "l2nas.channels")
    private Integer channels;

    /**
     * Number of the supernet's cells, in each stage for {@code nas-bench-201}, in all for {@code darts}. Without it the
     * recipe's.
     */
    @Parameter(property = "l2nas.cells")
    private Integer cells;

    /** Named training recipe to start from: {@code nas-bench-201} or {@code darts}. Without it that of the space. */
    @Parameter(property = "l2nas.recipe")
    private String recipe;

    /**
     * What differs from the recipe, by name: {@code <recipeSettings><epochs>50</epochs></recipeSettings>}. On the command
     * line each has a property of its own, {@code -Dl2nas.recipeSettings.epochs=50}; the POM's elements take precedence.
     */
    @Parameter
    private Map<String, String> recipeSettings;

    /** The table of this project's search. Packaging {@code nas} trains no supernet where there is one. */
    @Parameter(property = "l2nas.table")
    private String table;

    /** The supernet of this project's search. Packaging {@code nas} trains none where one is given. */
    @Parameter(property = "l2nas.supernet")
    private String supernet;

    /** The predictor of this project's search. Packaging {@code nas} trains no supernet where there is one. */
    @Parameter(property = "l2nas.predictor")
    private String predictor;

    /** The command that scores in this project's search. Packaging {@code nas} trains no supernet where there is one. */
    @Parameter(property = "l2nas.command")
    private List<String> command;

    /** The evaluator of this project's search. Packaging {@code nas} trains no supernet where one is named. */
    @Parameter(property = "l2nas.evaluator")
    private String evaluator;

    /** Skips this goal. */
    @Parameter(property = "l2nas.trainSupernet.skip", defaultValue = "false")
    private boolean skipTrainSupernet;

    /**
     * @param repositorySystem resolves inputs
     * @param toolchains choose the engine's Java
     * @param projectHelper attaches outputs
     */
    @Inject
    public TrainSupernetMojo(
            RepositorySystem repositorySystem, ToolchainManager toolchains, MavenProjectHelper projectHelper) {
        super(repositorySystem, toolchains, projectHelper);
    }

    @Override
    Optional<String> reasonToSkip(BuildContext context) {
        if (skipTrainSupernet) {
            return Optional.of("<skipTrainSupernet> (-Dl2nas.trainSupernet.skip) is set");
        }
        if (!context.boundByPackaging()) {
            return Optional.empty();
        }
        Optional<String> other = scoredByAnother();
        if (other.isPresent()) {
            return Optional.of(other.get() + " scores architectures, no supernet is needed");
        }
        if (isGiven(supernet)) {
            return Optional.of("<supernet> is given, none has to be trained");
        }
        if (subnets(context).isPresent()) {
            return Optional.of("supernets of " + space(context) + " are trained elsewhere");
        }
        return hasDataset() ? Optional.empty() : Optional.of("without a " + DATASET + " no supernet is trained");
    }

    private Optional<String> scoredByAnother() {
        if (isGiven(table)) {
            return Optional.of("a table");
        }
        if (isGiven(predictor)) {
            return Optional.of("a predictor");
        }
        if (command != null && !command.isEmpty()) {
            return Optional.of("a command");
        }
        return isGiven(evaluator) ? Optional.of(evaluator.strip()) : Optional.empty();
    }

    @Override
    Job configure(BuildContext context, Path directory) {
        return new TrainSupernetJob(
                spacePart(context),
                dataset(context),
                new NetworkSize(
                        GoalParameter.named("channels").positive(channels),
                        GoalParameter.named("cells").positive(cells)),
                recipe,
                settings(context, "recipeSettings", recipeSettings),
                seed(),
                compute(),
                executor(context),
                timeBudget(context),
                directory,
                outputTimestamp());
    }

    @Override
    Compute compute(Job job) {
        return ((TrainSupernetJob) job).compute();
    }

    @Override
    GoalParameter parameterOf(String field) {
        if (field.equals("preset")) {
            return GoalParameter.named("recipe");
        }
        return field.startsWith("settings.")
                ? GoalParameter.named("recipeSettings." + field.substring("settings.".length()))
                : GoalParameter.ofSearchJob(field);
    }
}
