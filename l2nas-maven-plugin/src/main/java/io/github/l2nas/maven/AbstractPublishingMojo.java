package io.github.l2nas.maven;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.SubnetSpace;
import io.github.l2nas.maven.input.Coordinates.UsualArtifact;
import io.github.l2nas.maven.output.EarlierOutputs;
import io.github.l2nas.maven.output.OutputAttachments;
import io.github.l2nas.maven.output.OutputLayout;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.OutputTimestamp;
import io.github.l2nas.maven.space.SpaceParameter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.eclipse.aether.RepositorySystem;

/** A goal that works in a search space, perhaps on a data set, and attaches what it leaves. */
abstract class AbstractPublishingMojo extends AbstractJobMojo {

    static final GoalParameter DATASET = GoalParameter.named("dataset");

    private static final GoalParameter ATTACH_UNFINISHED = GoalParameter.named("attachUnfinished");
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final UsualArtifact USUAL_DATASET = new UsualArtifact("zip", "");

    /**
     * Search space: {@code nas-bench-201}, {@code darts}, {@code ofa-mbv3} or one of your own: the name of a class, a {@code
     * .json} file that defines it, or its choices, {@code
     * <space><name>mine</name><choices><width>16, 32</width></choices></space>}. Required.
     */
    @Parameter(property = "l2nas.space")
    private PlexusConfiguration space;

    /**
     * The images that networks are trained on or scored with: a directory, a file, or Maven coordinates {@code
     * groupId:artifactId:version} (of type zip), {@code groupId:artifactId:extension:version} or {@code
     * groupId:artifactId:extension:classifier:version}. Relative files begin in the project's directory. All goals of a
     * project take the same one. A search with a table needs none.
     */
    @Parameter(property = "l2nas.dataset")
    private String dataset;

    /**
     * How the data set's files are read: {@code cifar-10}, {@code cifar-100}, {@code idx} (the MNIST family), {@code
     * downsampled-imagenet}, {@code csv} (images), {@code tabular} (a csv file of numbers and categories), {@code
     * image-folder}, another that a jar brings, or the name of a class that implements {@code DatasetFormat}. Without it
     * the files decide.
     */
    @Parameter(property = "l2nas.datasetFormat")
    private String datasetFormat;

    /**
     * Settings of the data set's format by name. Of {@code tabular}: {@code label}, {@code categorical}, {@code ignored},
     * {@code header} and {@code missingAsMean}. On the command line {@code -Dl2nas.datasetSettings.label=...}.
     */
    @Parameter
    private Map<String, String> datasetSettings;

    /** Only the first so many classes of the data set are used. Without it all. */
    @Parameter(property = "l2nas.datasetClasses")
    private Integer datasetClasses;

    /**
     * Side of the images in pixels: smaller ones are padded with black, those of an image folder are resized and cropped.
     * Without it they stay as they are. With an accuracy predictor: the size it predicts for.
     */
    @Parameter(property = "l2nas.imageSize")
    private Integer imageSize;

    /** How much of every class is split off for testing where the data set has no test part, in percent. Without it 20. */
    @Parameter(property = "l2nas.testPercent")
    private Integer testPercent;

    /** What networks run on: {@code onednn} or {@code nd4j}. Without it the best that is there. */
    @Parameter(property = "l2nas.backend")
    private String backend;

    /**
     * Number of threads that networks run on. Results depend on it with the backend {@code nd4j} only. Without it the number of
     * processors.
     */
    @Parameter(property = "l2nas.threads")
    private Integer threads;

    /**
     * Where trials of a search, trainings of {@code evaluate} and replicas of {@code train-supernet} run: {@code local}, this machine,
     * or {@code spark}, or a class of this project, of one of its dependencies or of a dependency of the plugin. Results do not
     * depend on it.
     */
    @Parameter(property = "l2nas.executor", defaultValue = "local")
    private String executor;

    /**
     * Number of processes that do this work on this machine, each with {@code threads}. Without it as many as a search has trials in
     * flight and the machine has processors for; with one trial in flight, and for trainings and replicas, none: then the engine
     * itself does it.
     */
    @Parameter(property = "l2nas.workers")
    private Integer workers;

    /** Largest heap of each worker, for example {@code 2g}. Without it that of the engine, {@code maxMemory}. */
    @Parameter(property = "l2nas.workerMemory")
    private String workerMemory;

    /** The cluster of executor {@code spark}: {@code spark://host:7077}, {@code local[*]} or what else Spark takes as a master. */
    @Parameter(property = "l2nas.sparkMaster")
    private String sparkMaster;

    /**
     * Settings of Spark by name: {@code <sparkConf><spark.executor.memory>4g</spark.executor.memory></sparkConf>}. On the command
     * line each has a property of its own, {@code -Dl2nas.sparkConf.spark.executor.memory=4g}; the POM's elements take precedence.
     */
    @Parameter
    private Map<String, String> sparkConf;

    /**
     * Seed of all randomness. The same inputs and the same seed give the same bytes: of a search with a table on every
     * machine, of networks on the same kind of processor.
     */
    @Parameter(property = "l2nas.seed", defaultValue = "1")
    private long seed;

    /**
     * Time that the whole build may take, from its start: {@code 2h}, {@code 90m}, {@code 1d12h} or, in ISO 8601, {@code
     * PT2H}. The goal that is at work when it has run out stops cleanly after at least one step, later goals that need its
     * result are skipped, and the next build goes on from there.
     */
    @Parameter(property = "l2nas.timeBudget")
    private String timeBudget;

    /**
     * Attaches the outputs to the project, so that they are installed and deployed: of searches with classifiers {@code
     * architecture} (json), {@code history} (csv), {@code policy} (zip) and {@code summary} (json), of {@code
     * train-supernet} with {@code supernet} (zip), of {@code evaluate} with {@code evaluation} (json) and {@code model}
     * (zip). Where a POM declares several executions that attach the same classifiers, those with an id of their own append
     * it: {@code architecture-myid}. With packaging {@code nas} the architecture is the main artifact.
     */
    @Parameter(property = "l2nas.attach", defaultValue = "true")
    private boolean attach;

    /**
     * Also attaches what there is when the time budget has run out. Without it a build that would install or deploy an
     * unfinished result fails. Such an {@code architecture.json} has the field {@code unfinished}.
     */
    @Parameter(property = "l2nas.attachUnfinished", defaultValue = "false")
    private boolean attachUnfinished;

    @Parameter(defaultValue = "${project.build.outputTimestamp}", readonly = true)
    private String outputTimestamp;

    private final MavenProjectHelper projectHelper;

    AbstractPublishingMojo(
            RepositorySystem repositorySystem, ToolchainManager toolchains, MavenProjectHelper projectHelper) {
        super(repositorySystem, toolchains);
        this.projectHelper = projectHelper;
    }

    /** Where the work of a goal is done. */
    final Part executor(BuildContext context) {
        return ExecutorParameters.part(
                executor.strip(), workers, workerMemory, sparkMaster, settings(context, "sparkConf", sparkConf));
    }

    final String space(BuildContext context) {
        return context.required(
                "space", spaceParameter(context).name(), "name a search space, for example nas-bench-201");
    }

    /** The declared space as the engine takes it. */
    final Part spacePart(BuildContext context) {
        space(context);
        return spaceParameter(context).part(context.inputs());
    }

    private SpaceParameter spaceParameter(BuildContext context) {
        return SpaceParameter.of(space, context.property("l2nas.space"));
    }

    /** The declared space, where its networks inherit the weights of a published supernet. */
    final Optional<SubnetSpace> subnets(BuildContext context) {
        String name = space(context);
        return SearchSpaces.all().stream()
                .filter(known -> known.name().equals(name))
                .flatMap(known -> known.capability(SubnetSpace.class).stream())
                .findFirst();
    }

    final boolean hasDataset() {
        return isGiven(dataset);
    }

    final DatasetInput dataset(BuildContext context) {
        String given = context.required(
                "dataset", dataset, "give the directory or file with the images, or Maven coordinates");
        return new DatasetInput(
                context.inputs().resolveDataset(DATASET, given, USUAL_DATASET),
                datasetFormat,
                GoalParameter.named("datasetClasses").positive(datasetClasses),
                imageSize(),
                testPercent,
                settings(context, "datasetSettings", datasetSettings));
    }

    final Integer imageSize() {
        return GoalParameter.named("imageSize").positive(imageSize);
    }

    /** The number of threads is always told: {@code nd4j}'s results depend on it, whoever chose it. */
    final Compute compute() {
        GoalParameter.named("threads").positive(threads);
        return new Compute(backend, new Compute(backend, threads).effectiveThreads());
    }

    final long seed() {
        return seed;
    }

    /** What is left of the build's time; a goal that has to run always has time for one step. */
    final Duration timeBudget(BuildContext context) {
        Duration budget = GoalParameter.named("timeBudget").duration(timeBudget);
        if (budget == null) {
            return null;
        }
        Duration left = budget.minus(context.elapsed());
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }

    final String outputTimestamp() {
        return OutputTimestamp.parse(outputTimestamp);
    }

    /**
     * Settings by name from the POM's elements and, below those, from properties.
     *
     * @param context the build
     * @param parameter the parameter's name, for example {@code settings}
     * @param elements what the POM says; null for nothing
     * @return a new sorted map
     */
    static Map<String, String> settings(BuildContext context, String parameter, Map<String, String> elements) {
        Map<String, String> merged = new TreeMap<>(context.propertiesBelow("l2nas." + parameter + "."));
        if (elements != null) {
            elements.forEach((name, value) -> merged.put(
                    name,
                    GoalParameter.named(parameter + "." + name)
                            .required(value, "give a value or leave the element out")));
        }
        return merged;
    }

    /**
     * The one file that another goal of this project left.
     *
     * @param outputs that goal's
     * @param parameter which would name another
     * @return the file, or null where that goal has not run
     * @throws io.github.l2nas.maven.parameter.ParameterException where there are several
     */
    static Path sole(EarlierOutputs outputs, GoalParameter parameter) {
        List<Path> files = outputs.finished();
        if (files.size() > 1) {
            String all = files.stream().map(Path::toString).collect(Collectors.joining(" and "));
            throw parameter.wrong("this project has several, " + all + "; name one of them");
        }
        return files.isEmpty() ? null : files.get(0);
    }

    /**
     * Why a goal has to wait for another one of this project.
     *
     * @param outputs the other one's
     * @param what it does, for people
     * @return empty where it has not begun or has ended
     */
    static Optional<String> unfinished(EarlierOutputs outputs, String what) {
        return outputs.unfinished().stream()
                .findFirst()
                .map(directory -> what + " in " + directory + " has not ended yet");
    }

    /**
     * A bar that was not measured against is not passed: what is attached by now must not be published.
     *
     * @param context the build
     * @param bar what is required; null for nothing
     * @param parameter that requires it
     * @param why it was not measured, the beginning of a sentence
     * @param remedy what to do
     * @throws io.github.l2nas.maven.parameter.ParameterException where the build may publish
     */
    final void requireMeasured(BuildContext context, Double bar, GoalParameter parameter, String why, String remedy) {
        if (bar == null) {
            return;
        }
        String problem = why + " nobody knows whether it is reached. ";
        if (context.mayPublish()) {
            throw parameter.wrong(problem + "Nothing is published like this: " + remedy + ", or leave it out");
        }
        getLog().warn(parameter + ": " + problem + "This build publishes nothing; one that does would fail here");
    }

    static boolean isGiven(String text) {
        return text != null && !text.isBlank();
    }

    @Override
    final void publish(BuildContext context, OutputLayout layout, JobRun.Outcome outcome) {
        if (!attach || !context.hasProject()) {
            return;
        }
        if (!outcome.complete() && !attachUnfinished) {
            refuseToPublishUnfinished(context);
            return;
        }
        new OutputAttachments(projectHelper, context.project())
                .attach(layout, outcome.files())
                .forEach(coordinates -> getLog().info("Attached as " + coordinates));
    }

    private void refuseToPublishUnfinished(BuildContext context) {
        if (context.mayPublish()) {
            throw ATTACH_UNFINISHED.wrong(
                    "the time budget has run out before this goal has ended, so there is nothing to"
                            + " install or deploy yet. Build again, the work goes on from here; or set this to true to publish what"
                            + " there is, marked as unfinished");
        }
        getLog().info("Not attached, since it is not finished");
    }
}
