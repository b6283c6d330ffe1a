package io.github.l2nas.maven;

import io.github.l2nas.engine.job.InputFile;
import io.github.l2nas.engine.job.Job;
import io.github.l2nas.engine.job.SearchJob;
import io.github.l2nas.maven.input.Coordinates.UsualArtifact;
import io.github.l2nas.maven.input.InputResolver;
import io.github.l2nas.maven.output.OutputAttachments;
import io.github.l2nas.maven.output.OutputLayout;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.OutputTimestamp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** Parameters of a search and of a transfer, which is a search that starts from a policy. */
abstract class AbstractSearchMojo extends AbstractJobMojo {

    private static final UsualArtifact USUAL_TABLE = new UsualArtifact("csv", "");

    /** Search space: {@code nas-bench-201}, {@code darts} or {@code ofa-mbv3}. Required. */
    @Parameter(property = "l2nas.space")
    private String space;

    /**
     * The table that scores architectures: csv or csv.gz with a header, one row for each architecture. A file, or Maven
     * coordinates {@code groupId:artifactId:version} (of type csv), {@code groupId:artifactId:extension:version} or
     * {@code groupId:artifactId:extension:classifier:version}. Relative files begin in the project's directory. Required.
     */
    @Parameter(property = "l2nas.table")
    private String table;

    /** The table's column that is maximised, for example {@code cifar10_valid}. Required. */
    @Parameter(property = "l2nas.metric")
    private String metric;

    /**
     * How to search: {@code l2nas}, {@code random}, {@code regularized-evolution}, {@code local-search} or
     * {@code reinforce}.
     */
    @Parameter(property = "l2nas.strategy", defaultValue = "l2nas")
    private String strategy;

    /**
     * Named settings of the strategy to start from, for example those that the L2NAS paper gives for a space. Without it
     * the strategy takes those of the search's space.
     */
    @Parameter(property = "l2nas.preset")
    private String preset;

    /**
     * Settings of the strategy that differ from the preset, by name: {@code
     * <settings><eliteSize>32</eliteSize></settings>}. On the command line each has a property of its own, {@code
     * -Dl2nas.settings.eliteSize=32}; the POM's elements take precedence.
     */
    @Parameter
    private Map<String, String> settings;

    /** Seed of all randomness. The same inputs and the same seed give the same bytes on every machine. */
    @Parameter(property = "l2nas.seed", defaultValue = "1")
    private long seed;

    /**
     * Number of searches with the seeds {@code seed}, {@code seed + 1} and so on. With more than one, each writes into its
     * own subdirectory, and {@code summary.json} gives mean and standard deviation.
     */
    @Parameter(property = "l2nas.repeats", defaultValue = "1")
    private int repeats;

    /** Number of steps after which a search ends. Without it the preset's, where nothing else ends the search. */
    @Parameter(property = "l2nas.steps")
    private Integer steps;

    /** Number of different architectures after which a search ends. */
    @Parameter(property = "l2nas.uniqueArchitectures")
    private Integer uniqueArchitectures;

    /** Accuracy in (0, 1] that is enough: a search that has found it ends. */
    @Parameter(property = "l2nas.targetAccuracy")
    private Double targetAccuracy;

    /**
     * Time that this build may spend searching, as an ISO 8601 duration: {@code PT2H} or {@code PT30M}. When it has run
     * out the search stops cleanly, and the next build goes on from there.
     */
    @Parameter(property = "l2nas.timeBudget")
    private String timeBudget;

    /** Most trainable parameters the answer may have. */
    @Parameter(property = "l2nas.maxParams")
    private Long maxParams;

    /** Most multiply-accumulate operations for one image the answer may need. */
    @Parameter(property = "l2nas.maxMacs")
    private Long maxMacs;

    /**
     * Conditions on columns of the table that the answer satisfies:
     * <code>&lt;constraint&gt;edgegpu_latency_ms &amp;lt;= 5&lt;/constraint&gt;</code>. On the command line they are
     * separated by commas.
     */
    @Parameter(property = "l2nas.constraints")
    private List<String> constraints;

    /**
     * Attaches the outputs to the project, so that they are installed and deployed: classifiers {@code architecture}
     * (json), {@code history} (csv), {@code policy} (zip) and {@code summary} (json). Where a POM declares several
     * executions of {@code search} and {@code transfer}, those with an id of their own append it: {@code
     * architecture-myid}. With packaging {@code nas} the architecture is the main artifact.
     */
    @Parameter(property = "l2nas.attach", defaultValue = "true")
    private boolean attach;

    @Parameter(defaultValue = "${project.build.outputTimestamp}", readonly = true)
    private String outputTimestamp;

    private final RepositorySystem repositorySystem;
    private final MavenProjectHelper projectHelper;

    AbstractSearchMojo(
            RepositorySystem repositorySystem, ToolchainManager toolchains, MavenProjectHelper projectHelper) {
        super(toolchains);
        this.repositorySystem = repositorySystem;
        this.projectHelper = projectHelper;
    }

    /**
     * The policy the search starts from.
     *
     * @param context the build
     * @param inputs finds it
     * @return the policy, or null for a search from scratch
     */
    abstract InputFile policy(BuildContext context, InputResolver inputs);

    @Override
    final Job configure(BuildContext context, Path directory) {
        InputResolver inputs = context.inputs(repositorySystem);
        String givenSpace = context.required("space", space, "name a search space, for example nas-bench-201");
        String givenTable = context.required("table", table, "give a csv file or Maven coordinates");
        String givenMetric = context.required("metric", metric, "name the table's column to maximise");
        GoalParameter.named("repeats").positive(repeats);
        return new SearchJob(
                givenSpace,
                inputs.resolve(GoalParameter.named("table"), givenTable, USUAL_TABLE),
                givenMetric,
                null,
                strategy,
                preset,
                mergedSettings(context),
                policy(context, inputs),
                seed,
                repeats,
                stopping(),
                limits(),
                directory,
                OutputTimestamp.parse(outputTimestamp));
    }

    private Map<String, String> mergedSettings(BuildContext context) {
        Map<String, String> merged = new TreeMap<>(context.propertiesBelow("l2nas.settings."));
        if (settings != null) {
            settings.forEach((name, value) -> {
                GoalParameter parameter = GoalParameter.named("settings." + name);
                merged.put(name, parameter.required(value, "give a value or leave the element out"));
            });
        }
        return merged;
    }

    private SearchJob.Stopping stopping() {
        return new SearchJob.Stopping(
                GoalParameter.named("steps").positive(steps),
                GoalParameter.named("uniqueArchitectures").positive(uniqueArchitectures),
                GoalParameter.named("targetAccuracy").fraction(targetAccuracy),
                GoalParameter.named("timeBudget").duration(timeBudget));
    }

    private SearchJob.Constraints limits() {
        return new SearchJob.Constraints(
                GoalParameter.named("maxParams").positive(maxParams),
                GoalParameter.named("maxMacs").positive(maxMacs),
                constraints == null
                        ? List.of()
                        : constraints.stream().map(String::strip).toList());
    }

    @Override
    final GoalParameter parameterOf(String field) {
        return GoalParameter.ofSearchJob(field);
    }

    @Override
    final void publish(BuildContext context, OutputLayout layout, List<Path> files) {
        if (attach && context.hasProject()) {
            new OutputAttachments(projectHelper, context.project()).attach(layout, files);
        }
    }
}
