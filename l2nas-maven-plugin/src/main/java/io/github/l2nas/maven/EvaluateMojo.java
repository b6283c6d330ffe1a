package io.github.l2nas.maven;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.EvaluateSubnetJob;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.LatencyCheck;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.maven.fork.EngineLibrary;
import io.github.l2nas.maven.input.Coordinates.UsualArtifact;
import io.github.l2nas.maven.input.InputResolver;
import io.github.l2nas.maven.output.EarlierOutputs;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Trains an architecture from scratch, several times, and tests it. Writes {@code evaluation.json} with mean and standard
 * deviation of the test accuracy, each run and the confusion matrix, {@code model.onnx} and
 * {@code model.zip}, the best run as a network for ONNX runtimes and for DL4J, on request {@code model-int8.onnx}, and {@code training.csv}, and attaches all but
 * the last. An architecture of {@code ofa-mbv3} is not trained: it is
 * tested with the weights that it inherits from its {@code supernet}, and exported with them. When nothing has changed since the last build it trains
 * nothing and attaches what is there; an evaluation that was interrupted goes on where it stopped.
 *
 * @since 0.1.0
 */
@Mojo(name = "evaluate", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public class EvaluateMojo extends AbstractSupernetMojo {

    private static final GoalParameter MIN_ACCURACY = GoalParameter.named("minAccuracy");
    private static final GoalParameter TOP = GoalParameter.named("topArchitectures");
    private static final GoalParameter ARCHITECTURE = GoalParameter.named("architecture");
    private static final List<UsualArtifact> USUAL_ARCHITECTURES =
            List.of(new UsualArtifact("json", ""), new UsualArtifact("json", "architecture"));

    /**
     * The architecture: {@code architecture.json} of a search, as a file or Maven coordinates {@code
     * groupId:artifactId:version} (of type json, without a classifier or with {@code architecture}), {@code
     * groupId:artifactId:extension:version} or {@code groupId:artifactId:extension:classifier:version}; or the architecture
     * itself in a notation of its space. Without it the one that this project's search has found.
     */
    @Parameter(property = "l2nas.architecture")
    private String architecture;

    /** How often the architecture is trained, with the seeds {@code seed}, {@code seed + 1} and so on. */
    @Parameter(property = "l2nas.runs", defaultValue = "1")
    private int runs;

    /** How many random architectures are trained by the same recipe, to compare with. */
    @Parameter(property = "l2nas.randomArchitectures", defaultValue = "0")
    private int randomArchitectures;

    /**
     * How many of the search's best architectures are trained by the same recipe, once each: the evaluated one and the next best
     * different ones of {@code history.csv}, which lies beside {@code architecture.json}. {@code evaluation.json} has their test
     * accuracies, and with three or more Kendall's tau: how far the search's order is that of trained networks. With 0 or 1 only
     * the evaluated one is trained.
     */
    @Parameter(property = "l2nas.topArchitectures", defaultValue = "0")
    private int topArchitectures;

    /** Mean test accuracy in (0, 1] below which the build fails. */
    @Parameter(property = "l2nas.minAccuracy")
    private Double minAccuracy;

    /**
     * {@code int8} writes the best run a second time, with weights and activations of eight bits, as {@code model-int8.onnx},
     * attached with type {@code onnx} and classifier {@code model-int8}. The ranges of activations are measured on training
     * images, the test accuracy with ONNX Runtime; {@code evaluation.json} has accuracy and size before and after. Without it
     * nothing is quantized.
     */
    @Parameter(property = "l2nas.quantization")
    private String quantization;

    /** Skips this goal. */
    @Parameter(property = "l2nas.evaluate.skip", defaultValue = "false")
    private boolean skipEvaluate;

    /**
     * @param repositorySystem resolves inputs
     * @param toolchains choose the engine's Java
     * @param projectHelper attaches outputs
     */
    @Inject
    public EvaluateMojo(
            RepositorySystem repositorySystem, ToolchainManager toolchains, MavenProjectHelper projectHelper) {
        super(repositorySystem, toolchains, projectHelper);
    }

    @Override
    Optional<String> reasonToSkip(BuildContext context) {
        if (skipEvaluate) {
            return Optional.of("<skipEvaluate> (-Dl2nas.evaluate.skip) is set");
        }
        if (context.boundByPackaging() && !hasDataset()) {
            return Optional.of("without a " + DATASET + " nothing is evaluated");
        }
        if (isGiven(architecture)) {
            return Optional.empty();
        }
        searches(context).failure().ifPresent(failure -> {
            throw ARCHITECTURE.wrong(
                    "the search " + failure + ". Mend that and run it again, or give another architecture");
        });
        return unfinished(searches(context), "the search")
                .or(() -> searches(context).finished().isEmpty()
                        ? unfinished(
                                earlierOutputs(context, "supernet.zip", "train-supernet"),
                                "the training of the supernet")
                        : Optional.empty());
    }

    @Override
    void requireSkippable(BuildContext context, String reason) {
        requireMeasured(context, minAccuracy, MIN_ACCURACY, "nothing was evaluated (" + reason + "), so", "evaluate");
    }

    @Override
    void requireEnd(BuildContext context) {
        requireMeasured(
                context,
                minAccuracy,
                MIN_ACCURACY,
                "the evaluation has not ended, the next build goes on from here. Until then",
                "evaluate");
    }

    private EarlierOutputs searches(BuildContext context) {
        return earlierOutputs(context, "architecture.json", "search", "transfer");
    }

    @Override
    Job configure(BuildContext context, Path directory) {
        return configure(context, directory, isGiven(architecture) ? architecture.strip() : found(context));
    }

    /** Of what a search is still to find, where nothing else is given. */
    @Override
    Optional<Job> foresee(BuildContext context) {
        return skipEvaluate || (context.boundByPackaging() && !hasDataset())
                ? Optional.empty()
                : Optional.of(configure(
                        context,
                        context.layout(outputDirectory()).directory(),
                        isGiven(architecture) ? architecture.strip() : null));
    }

    private Job configure(BuildContext context, Path directory, String given) {
        Part givenSpace = spacePart(context);
        boolean isNotation = given != null && isNotation(context.inputs(), given);
        if (subnets(context).isPresent()) {
            requireNothingOfTraining(givenSpace.name());
            return new EvaluateSubnetJob(
                    givenSpace,
                    given == null || isNotation ? null : file(context.inputs(), given),
                    isNotation ? given : null,
                    supernet(
                            context,
                            context.required(
                                    "supernet",
                                    supernet(),
                                    "give the checkpoint of a Once-for-All supernet, whose weights are inherited, or its"
                                            + " Maven coordinates")),
                    dataset(context),
                    compute(),
                    MIN_ACCURACY.fraction(minAccuracy),
                    precision(),
                    latency(context),
                    timeBudget(context),
                    directory,
                    outputTimestamp());
        }
        InputFile found = given == null || isNotation ? null : file(context.inputs(), given);
        return new EvaluateJob(
                givenSpace,
                found,
                isNotation ? given : null,
                dataset(context),
                evaluationSize(),
                evaluationRecipe(),
                evaluationSettings(context),
                seed(),
                GoalParameter.named("runs").positive(runs),
                GoalParameter.named("randomArchitectures").notNegative(randomArchitectures),
                isNotation || found != null ? top(context, found) : null,
                MIN_ACCURACY.fraction(minAccuracy),
                precision(),
                latency(context),
                compute(),
                executor(context),
                timeBudget(context),
                directory,
                outputTimestamp());
    }

    /** The history of the search that has found the architecture, which is null where its notation is given. */
    private EvaluateJob.Top top(BuildContext context, InputFile found) {
        if (TOP.notNegative(topArchitectures) < 2) {
            return null;
        }
        Path history = found == null ? null : found.file().resolveSibling("history.csv");
        if (history == null || !Files.isRegularFile(history)) {
            throw TOP.wrong((history == null
                            ? "no search has a history of what is given as a notation"
                            : "there is no file " + history)
                    + "; give the " + ARCHITECTURE
                    + " as an architecture.json with its history.csv beside it, or leave it"
                    + " out");
        }
        return new EvaluateJob.Top(
                topArchitectures,
                context.inputs().resolve(TOP, history.toString(), new UsualArtifact("csv", "history")));
    }

    /** What this project's search knew of latencies is compared with a measurement. */
    private LatencyCheck latency(BuildContext context) {
        InputFile known = latencies(context, true);
        return known == null ? null : new LatencyCheck(known, maxLatency());
    }

    private void requireNothingOfTraining(String space) {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("evaluationChannels", evaluationSize().channels() != null);
        given.put("evaluationCells", evaluationSize().cells() != null);
        given.put("evaluationRecipe", evaluationRecipe() != null);
        given.put("evaluationSettings", hasEvaluationSettings());
        given.put("runs", runs != 1);
        given.put("randomArchitectures", randomArchitectures != 0);
        given.put("topArchitectures", topArchitectures != 0);
        given.forEach((name, isGiven) -> {
            if (isGiven) {
                throw GoalParameter.named(name)
                        .wrong("networks of " + space + " inherit their weights, none is trained; leave it out");
            }
        });
    }

    private String found(BuildContext context) {
        Path found = sole(searches(context), ARCHITECTURE);
        if (found == null) {
            return context.required(
                    "architecture",
                    null,
                    "no search of this project has found one; run search first, or give an architecture.json, its Maven"
                            + " coordinates or the architecture itself");
        }
        getLog().info("Evaluating what this project's search has found, " + found);
        return found.toString();
    }

    private static boolean isNotation(InputResolver inputs, String given) {
        return !given.endsWith(".json") && !inputs.namesFileOrArtifact(given, USUAL_ARCHITECTURES.get(0));
    }

    private static InputFile file(InputResolver inputs, String given) {
        return inputs.resolve(ARCHITECTURE, given, USUAL_ARCHITECTURES);
    }

    @Override
    Compute compute(Job job) {
        return job instanceof EvaluateSubnetJob inherited ? inherited.compute() : ((EvaluateJob) job).compute();
    }

    /** Null where the parameter is not given. */
    private String precision() {
        return isGiven(quantization) ? quantization.strip() : null;
    }

    @Override
    Set<EngineLibrary> libraries(Job job) {
        LatencyCheck latency =
                job instanceof EvaluateSubnetJob subnet ? subnet.latency() : ((EvaluateJob) job).latency();
        boolean measures = latency != null && latency.table().file().toString().endsWith(".json");
        return isGiven(quantization) || measures ? EnumSet.allOf(EngineLibrary.class) : super.libraries(job);
    }

    @Override
    GoalParameter parameterOf(String field) {
        if (field.startsWith("settings.")) {
            return GoalParameter.named("evaluationSettings." + field.substring("settings.".length()));
        }
        return switch (field) {
            case "preset" -> GoalParameter.named("evaluationRecipe");
            case "network.channels" -> GoalParameter.named("evaluationChannels");
            case "network.cells" -> GoalParameter.named("evaluationCells");
            case "notation" -> ARCHITECTURE;
            case "top.architectures", "top.history" -> TOP;
            default -> GoalParameter.ofSearchJob(field);
        };
    }
}
