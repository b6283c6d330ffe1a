package io.github.l2nas.maven;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.maven.input.Coordinates.UsualArtifact;
import io.github.l2nas.maven.output.EarlierOutputs;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** A goal that can ask a supernet for the accuracy of architectures. */
abstract class AbstractSupernetMojo extends AbstractNetworkMojo {

    static final GoalParameter SUPERNET = GoalParameter.named("supernet");

    /** What the engine calls an evaluator that is a supernet. */
    static final String SUPERNET_EVALUATOR = "supernet";

    private static final GoalParameter LATENCY_TABLE = GoalParameter.named("latencyTable");
    private static final List<UsualArtifact> USUAL_LATENCIES =
            List.of(new UsualArtifact("json", "latency"), new UsualArtifact("csv", ""));
    private static final UsualArtifact TRAINED_HERE = new UsualArtifact("zip", "supernet");

    /**
     * The supernet that scores architectures on the validation images of its {@code dataset}: {@code supernet.zip} of
     * {@code train-supernet}, or for {@code ofa-mbv3} the checkpoint of a Once-for-All supernet, whose weights {@code
     * evaluate} tests and exports, too. A file, or Maven coordinates {@code groupId:artifactId:version} (of type zip,
     * classifier supernet, for {@code ofa-mbv3} of type pth), {@code groupId:artifactId:extension:version} or {@code
     * groupId:artifactId:extension:classifier:version}. Where nothing else scores a search, it is without this the supernet
     * that the project has trained.
     */
    @Parameter(property = "l2nas.supernet")
    private String supernet;

    /** How many of the validation images score an architecture on a supernet, always the same. Without it all. */
    @Parameter(property = "l2nas.validationImages")
    private Integer validationImages;

    /**
     * Images in a batch from which batch normalisation takes its statistics: of validation images when a supernet scores,
     * for {@code ofa-mbv3} of training images that calibrate. Without it 250, for {@code ofa-mbv3} 100.
     */
    @Parameter(property = "l2nas.supernetBatchSize")
    private Integer supernetBatchSize;

    /**
     * On how many training images the batch normalisation of every sub-network of {@code ofa-mbv3} is calibrated; 0 for not
     * at all. Without it 2000, where the data set has a folder {@code train}.
     */
    @Parameter(property = "l2nas.calibrationImages")
    private Integer calibrationImages;

    /**
     * Latencies of architectures: {@code latency.json} of {@code measure-latency}, for every space with networks; or for {@code ofa-mbv3}
     * measured latencies of its blocks, csv with the columns {@code block}, {@code kernel}, {@code expansion} and {@code latency_ms}. A
     * file, or Maven coordinates {@code groupId:artifactId:version} (of type json with classifier {@code latency}, or of type csv), or
     * longer ones, as for {@code table}. Without it what this project has measured, where there is a {@code maxLatency} or an objective
     * {@code latency_ms}.
     */
    @Parameter(property = "l2nas.latencyTable")
    private String latencyTable;

    /** Greatest latency the answer may have by the {@code latencyTable}, in milliseconds. */
    @Parameter(property = "l2nas.maxLatency")
    private Double maxLatency;

    AbstractSupernetMojo(
            RepositorySystem repositorySystem, ToolchainManager toolchains, MavenProjectHelper projectHelper) {
        super(repositorySystem, toolchains, projectHelper);
    }

    /**
     * What the parameter says.
     *
     * @return a file or coordinates, or null
     */
    final String supernet() {
        return isGiven(supernet) ? supernet.strip() : null;
    }

    /**
     * The supernet as what scores or gives weights.
     *
     * @param context the build
     * @param given a file or coordinates; null for one that is still to be trained
     * @return what the job is told
     */
    final Part supernet(BuildContext context, String given) {
        UsualArtifact usual = subnets(context)
                .map(space -> new UsualArtifact(space.supernetType(), ""))
                .orElse(TRAINED_HERE);
        Part evaluator = given == null
                ? Part.named(SUPERNET_EVALUATOR)
                : Part.reading(SUPERNET_EVALUATOR, "supernet", context.inputs().resolve(SUPERNET, given, usual));
        return evaluator
                .with(
                        "validationImages",
                        GoalParameter.named("validationImages").positive(validationImages))
                .with("batchSize", GoalParameter.named("supernetBatchSize").positive(supernetBatchSize))
                .with(
                        "calibrationImages",
                        calibrationImages == null
                                ? null
                                : GoalParameter.named("calibrationImages").notNegative(calibrationImages));
    }

    final boolean hasLatencyTable() {
        return isGiven(latencyTable);
    }

    /**
     * The limit on latency.
     *
     * @return milliseconds; null for none
     */
    final Double maxLatency() {
        return maxLatency;
    }

    /**
     * The latencies of architectures.
     *
     * @param context the build
     * @param measuredHere whether those that this project has measured will do
     * @return what is given, or measured; null where there is neither
     */
    final InputFile latencies(BuildContext context, boolean measuredHere) {
        if (hasLatencyTable()) {
            return context.inputs().resolve(LATENCY_TABLE, latencyTable.strip(), USUAL_LATENCIES);
        }
        Path measured = measuredHere ? sole(measuredHere(context), LATENCY_TABLE) : null;
        if (measured == null) {
            return null;
        }
        getLog().info("Latencies are those that this project has measured, " + measured);
        return context.inputs().resolve(LATENCY_TABLE, measured.toString(), USUAL_LATENCIES);
    }

    final EarlierOutputs measuredHere(BuildContext context) {
        return earlierOutputs(context, "latency.json", "measure-latency");
    }
}
