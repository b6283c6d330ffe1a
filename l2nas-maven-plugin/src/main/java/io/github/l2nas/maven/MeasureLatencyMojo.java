package io.github.l2nas.maven;

import io.github.l2nas.api.file.Processor;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.MeasureLatencyJob;
import io.github.l2nas.maven.fork.EngineLibrary;
import io.github.l2nas.maven.input.Coordinates.UsualArtifact;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.nio.file.Path;
import java.util.EnumSet;
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
 * Times networks of a space on the machine that it runs on. Without a list of architectures it times random ones and the layers that
 * they are made of, and makes a latency model of the space from them, which tells the latency of every architecture; the model is
 * checked on architectures that it has not seen. Writes {@code latency.json}, which a {@code search} in the same project takes by
 * itself, and attaches it. When nothing has changed since the last build on this processor it times nothing.
 *
 * @since 0.1.0
 */
@Mojo(name = "measure-latency", defaultPhase = LifecyclePhase.COMPILE, requiresProject = false, threadSafe = true)
public class MeasureLatencyMojo extends AbstractNetworkMojo {

    private static final String ONNX_RUNTIME = "onnxruntime";
    private static final GoalParameter ARCHITECTURES = GoalParameter.named("architectures");
    private static final List<UsualArtifact> USUAL_LISTS =
            List.of(new UsualArtifact("csv", "front"), new UsualArtifact("csv", ""));

    /**
     * The architectures that are timed: a csv file with a column {@code architecture}, or a column for each choice, for example the
     * {@code front.csv} of a search; or Maven coordinates {@code groupId:artifactId:version} (of type csv, with classifier {@code front}
     * or without), {@code groupId:artifactId:extension:version} or {@code groupId:artifactId:extension:classifier:version}. Then no
     * model is made, and a search takes no other architecture. Without it random ones of the whole space.
     */
    @Parameter(property = "l2nas.architectures")
    private String architectures;

    /**
     * What runs the networks: {@code onnxruntime}, which runs {@code model.onnx} in most programs, or {@code engine}, the executor that
     * trains.
     */
    @Parameter(property = "l2nas.latencyRuntime", defaultValue = ONNX_RUNTIME)
    private String latencyRuntime;

    /** Number of threads that answer. */
    @Parameter(property = "l2nas.latencyThreads", defaultValue = "1")
    private int latencyThreads;

    /** Images that are answered at once. Latencies are those of the whole batch. */
    @Parameter(property = "l2nas.latencyBatch", defaultValue = "1")
    private int latencyBatch;

    /** How often each network is timed, in turn with others; the median counts. At least 3. */
    @Parameter(property = "l2nas.latencyRounds", defaultValue = "15")
    private int latencyRounds;

    /** Number of random architectures that the latency model is fitted to. At least 10. */
    @Parameter(property = "l2nas.latencySample", defaultValue = "100")
    private int latencySample;

    /** Number of further random architectures that the latency model is checked on. At least 2. */
    @Parameter(property = "l2nas.latencyCheck", defaultValue = "50")
    private int latencyCheck;

    /** Skips this goal. */
    @Parameter(property = "l2nas.measureLatency.skip", defaultValue = "false")
    private boolean skipMeasureLatency;

    /**
     * @param repositorySystem resolves inputs
     * @param toolchains choose the engine's Java
     * @param projectHelper attaches outputs
     */
    @Inject
    public MeasureLatencyMojo(
            RepositorySystem repositorySystem, ToolchainManager toolchains, MavenProjectHelper projectHelper) {
        super(repositorySystem, toolchains, projectHelper);
    }

    @Override
    Optional<String> reasonToSkip(BuildContext context) {
        return skipMeasureLatency
                ? Optional.of("<skipMeasureLatency> (-Dl2nas.measureLatency.skip) is set")
                : Optional.empty();
    }

    @Override
    Job configure(BuildContext context, Path directory) {
        InputFile listed = isGiven(architectures)
                ? context.inputs().resolve(ARCHITECTURES, architectures.strip(), USUAL_LISTS)
                : null;
        return new MeasureLatencyJob(
                spacePart(context),
                listed,
                hasDataset() && subnets(context).isEmpty() ? dataset(context) : null,
                imageSize(),
                evaluatedNetwork(context),
                latencyRuntime.strip(),
                GoalParameter.named("latencyBatch").positive(latencyBatch),
                latencyRounds,
                latencySample,
                latencyCheck,
                seed(),
                new Compute(
                        compute().backend(),
                        GoalParameter.named("latencyThreads").positive(latencyThreads)),
                timeBudget(context),
                directory);
    }

    @Override
    Optional<Job> foresee(BuildContext context) {
        return skipMeasureLatency
                ? Optional.empty()
                : Optional.of(
                        configure(context, context.layout(outputDirectory()).directory()));
    }

    @Override
    Compute compute(Job job) {
        return ((MeasureLatencyJob) job).compute();
    }

    /** They share the layers of one answer. */
    @Override
    int openMpThreads(Job job) {
        return compute(job).effectiveThreads();
    }

    @Override
    Set<EngineLibrary> libraries(Job job) {
        return ((MeasureLatencyJob) job).runtime().equals(ONNX_RUNTIME)
                ? EnumSet.of(EngineLibrary.NATIVES, EngineLibrary.ONNX_RUNTIME)
                : super.libraries(job);
    }

    /** What was timed on another processor is timed again. */
    @Override
    Map<String, String> furtherInputs(Job job) {
        return Map.of("processor", Processor.name());
    }

    @Override
    GoalParameter parameterOf(String field) {
        return switch (field) {
            case "runtime" -> GoalParameter.named("latencyRuntime");
            case "batchSize" -> GoalParameter.named("latencyBatch");
            case "rounds" -> GoalParameter.named("latencyRounds");
            case "sample" -> GoalParameter.named("latencySample");
            case "check" -> GoalParameter.named("latencyCheck");
            case "compute.threads" -> GoalParameter.named("latencyThreads");
            case "network.channels" -> GoalParameter.named("evaluationChannels");
            case "network.cells" -> GoalParameter.named("evaluationCells");
            case "network.recipe", "preset" -> GoalParameter.named("evaluationRecipe");
            default -> GoalParameter.ofSearchJob(field);
        };
    }
}
