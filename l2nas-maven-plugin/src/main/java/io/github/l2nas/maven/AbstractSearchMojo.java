package io.github.l2nas.maven;

import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.maven.output.EarlierOutputs;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.RankingParameters;
import io.github.l2nas.maven.progress.Terminal;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** Parameters of a search and of a transfer, which is a search that starts from a policy. */
abstract class AbstractSearchMojo extends AbstractSupernetMojo {

    private static final GoalParameter MIN_HYPERVOLUME = GoalParameter.named("minHypervolume");
    static final Set<String> TRAINING_STRATEGIES = Set.of("darts", "enas", "gdas");

    private static final GoalParameter METRIC = GoalParameter.named("metric");

    /**
     * The table that scores architectures: csv or csv.gz with a header, one row for each architecture. A file, or Maven
     * coordinates {@code groupId:artifactId:version} (of type csv), {@code groupId:artifactId:extension:version} or
     * {@code groupId:artifactId:extension:classifier:version}. Relative files begin in the project's directory. One of
     * {@code table}, {@code supernet}, {@code predictor}, {@code command} and {@code evaluator} is required.
     */
    @Parameter(property = "l2nas.table")
    private String table;

    /**
     * The metric that is maximised: a column of the table, for example {@code cifar10_valid}, or one of those that the
     * command or the evaluator gives. Required with a table, wrong with a supernet or a predictor, which give but one.
     */
    @Parameter(property = "l2nas.metric")
    private String metric;

    /**
     * The accuracy predictor that scores architectures of {@code ofa-mbv3} for images of {@code imageSize}, without it of the
     * size it predicts the highest accuracies for: a PyTorch checkpoint of Once-for-All's. A file, or Maven coordinates {@code groupId:artifactId:version} (of
     * type pth), {@code groupId:artifactId:extension:version} or {@code groupId:artifactId:extension:classifier:version}.
     */
    @Parameter(property = "l2nas.predictor")
    private String predictor;

    /**
     * Width multiplier of the supernet that the predictor describes, for counting parameters and multiply-accumulates: 1.0
     * or 1.2 for the published ones. Without it 1.0.
     */
    @Parameter(property = "l2nas.widthMultiplier")
    private Double widthMultiplier;

    /**
     * The program that scores architectures, and its arguments, each an element of its own: {@code
     * <command><argument>python3</argument><argument>score.py</argument></command>}. It is started in the project's directory,
     * not through a shell. On the command line its parts are separated by commas. {@code evaluatorSettings} has its other
     * settings, for example {@code timeout}, and {@code evaluatorInputs} the files that its scores depend on.
     */
    @Parameter(property = "l2nas.command")
    private List<String> command;

    /**
     * What scores architectures, by its name or as a class of this project, of one of its dependencies or of a dependency of
     * the plugin: {@code com.example.MyEvaluator}. A class is there after {@code compile}.
     */
    @Parameter(property = "l2nas.evaluator")
    private String evaluator;

    /**
     * Settings of the evaluator or of the command, by name: {@code
     * <evaluatorSettings><timeout>PT10M</timeout></evaluatorSettings>}. On the command line each has a property of its own,
     * {@code -Dl2nas.evaluatorSettings.timeout=PT10M}; the POM's elements take precedence.
     */
    @Parameter
    private Map<String, String> evaluatorSettings;

    /**
     * Files and directories that the evaluator or the command reads, by the names that it has for them: {@code
     * <evaluatorInputs><model>model.bin</model></evaluatorInputs>}. Each is a path or Maven coordinates, {@code
     * groupId:artifactId:version} being of type zip. When the content of one changes, scores are no longer valid. On the
     * command line each has a property of its own, {@code -Dl2nas.evaluatorInputs.model=model.bin}.
     */
    @Parameter
    private Map<String, String> evaluatorInputs;

    /**
     * An evaluator that chooses the first architectures of the search: those that it ranks highest are scored first. {@code synflow}
     * and the other training-free proxies serve for that, or any other evaluator, by name or as a class.
     */
    @Parameter(property = "l2nas.warmUp")
    private String warmUp;

    /** How many architectures the warm-up chooses. Without it 5. */
    @Parameter(property = "l2nas.warmUpCount")
    private Integer warmUpCount;

    /** How many random architectures the warm-up ranks where the space has more than 20 000. Without it 1000. */
    @Parameter(property = "l2nas.warmUpPool")
    private Integer warmUpPool;

    /**
     * Settings of the warm-up's evaluator, by name: {@code <warmUpSettings><imageSize>16</imageSize></warmUpSettings>}. On the
     * command line each has a property of its own, {@code -Dl2nas.warmUpSettings.imageSize=16}; the POM's elements take
     * precedence.
     */
    @Parameter
    private Map<String, String> warmUpSettings;

    /**
     * Evaluators whose scores tell the model of {@code gaussian-process} and {@code mobster} which architectures are alike: {@code
     * <features><feature>synflow</feature></features>}. Training-free proxies serve for that, or any other evaluator that is cheaper
     * than a trial.
     */
    @Parameter(property = "l2nas.features")
    private List<String> features;

    /**
     * Settings of all evaluators that give features, by name, for example {@code imageSize}. On the command line each has a property
     * of its own, {@code -Dl2nas.featureSettings.imageSize=16}; the POM's elements take precedence.
     */
    @Parameter
    private Map<String, String> featureSettings;

    /**
     * An evaluator that keeps architectures from being scored: only those that it ranks high are. {@code synflow} and the other
     * training-free proxies serve for that, or any other evaluator, by name or as a class.
     */
    @Parameter(property = "l2nas.filter")
    private String filter;

    /** The share of all architectures that the filter lets pass, above 0 and at most 1. Without it 0.5. */
    @Parameter(property = "l2nas.filterShare")
    private Double filterShare;

    /** How many random architectures tell what the filter lets pass, where the space has more than 20 000. Without it 1000. */
    @Parameter(property = "l2nas.filterPool")
    private Integer filterPool;

    /**
     * Settings of the filter's evaluator, by name, for example {@code imageSize}. On the command line each has a property of its own,
     * {@code -Dl2nas.filterSettings.imageSize=16}; the POM's elements take precedence.
     */
    @Parameter
    private Map<String, String> filterSettings;

    /**
     * Directory in which the scores of architectures are kept beyond this search, for all searches that they are valid for.
     * Several builds may use it at once. Without it they are kept in the output directory.
     */
    @Parameter(property = "l2nas.evaluationStore")
    private File evaluationStore;

    /**
     * Number of trials in a row that may fail before the search ends. Without it 3 in a row, or a tenth of all trials.
     */
    @Parameter(property = "l2nas.maxFailedTrials")
    private Integer maxFailedTrials;

    /**
     * Most trials in flight, w: a trial is proposed when the results of all trials but the last w - 1 before it are known. What is
     * found depends on it, and on nothing else of how and where trials run.
     */
    @Parameter(property = "l2nas.trialConcurrency", defaultValue = "1")
    private int trialConcurrency;

    /** Time after which a trial is ended and has failed, for example {@code PT30M}. Without it a trial may take any time. */
    @Parameter(property = "l2nas.trialTimeout")
    private String trialTimeout;

    /** How often an architecture whose scoring fails is scored before its trial has failed. */
    @Parameter(property = "l2nas.maxAttempts", defaultValue = "1")
    private int maxAttempts;

    /**
     * How to search: {@code l2nas}, {@code l2nas-guided}, {@code gaussian-process}, {@code nsga2}, {@code random}, {@code regularized-evolution},
     * {@code local-search} or {@code reinforce}; {@code successive-halving}, {@code hyperband}, {@code bohb}, {@code mobster} or {@code median-stopping},
     * which score at several fidelities; {@code darts}, {@code gdas} or {@code enas}, which train a supernet of their own and need a
     * {@code dataset}; or a class of this project, of one of its dependencies or of a dependency of the plugin.
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

    /**
     * Number of searches with the seeds {@code seed}, {@code seed + 1} and so on. With more than one, each writes into its
     * own subdirectory, and {@code summary.json} gives mean and standard deviation.
     */
    @Parameter(property = "l2nas.repeats", defaultValue = "1")
    private int repeats;

    /** Number of steps after which a search ends. Without it the preset's, where nothing else ends the search. */
    @Parameter(property = "l2nas.steps")
    private Integer steps;

    /** Number of different architectures, scored at the full fidelity, after which a search ends. */
    @Parameter(property = "l2nas.uniqueArchitectures")
    private Integer uniqueArchitectures;

    /** Accuracy in (0, 1] that is enough: a search that has found it ends. */
    @Parameter(property = "l2nas.targetAccuracy")
    private Double targetAccuracy;

    /**
     * What all trials together may cost, in the unit of the fidelities: with evaluator {@code train} epochs. A search ends before the
     * trial that would cost more.
     */
    @Parameter(property = "l2nas.maxEffort")
    private Double maxEffort;

    /**
     * The fidelities at which architectures are scored, lowest first, each with an amount and a unit, for example {@code
     * <fidelity>3 epochs</fidelity>}, and for a table with its column, {@code <fidelity>12 epochs cifar10_valid_12ep</fidelity>}.
     * The answer comes from the last one. On the command line they are separated by commas. Without them strategies that use several
     * have those that follow from the evaluator.
     */
    @Parameter(property = "l2nas.fidelities")
    private List<String> fidelities;

    /**
     * Whether a trial at a higher fidelity goes on from where the one of the same architecture at a lower fidelity has ended, so that
     * it costs the difference: with a command that keeps its state in its directory. Without it what the evaluator says.
     */
    @Parameter(property = "l2nas.continuesTrials")
    private Boolean continuesTrials;

    /** Most trainable parameters the answer may have, for example {@code 600000}, {@code 600k} or {@code 3.5M}. */
    @Parameter(property = "l2nas.maxParams")
    private String maxParams;

    /** Most multiply-accumulate operations for one image the answer may need, for example {@code 150M}. */
    @Parameter(property = "l2nas.maxMacs")
    private String maxMacs;

    /**
     * Conditions on columns of the table that the answer satisfies:
     * <code>&lt;constraint&gt;edgegpu_latency_ms &amp;lt;= 5&lt;/constraint&gt;</code>. On the command line they are
     * separated by commas.
     */
    @Parameter(property = "l2nas.constraints")
    private List<String> constraints;

    /**
     * Answers with the consensus of the best architectures in place of the best one: what most of them chose, row by row.
     * The number is their share of all that were scored, for example 0.5. It is for scores that a few architectures are
     * lucky with, as with a supernet. Without it the answer is the best.
     */
    @Parameter(property = "l2nas.consensus")
    private Double consensus;

    /**
     * What is weighed where one number does not say it all, by the metrics' names: {@code accuracy}, {@code params}, {@code macs},
     * {@code latency_ms} of the {@code latencyTable}, or a metric that the evaluator gives, for example a column of the table. Each is
     * {@code maximize} or {@code minimize}; {@code minimize known} is a column that is read before an architecture is scored. The
     * search writes {@code front.csv} and {@code front.json}. On the command line each has a property of its own, {@code
     * -Dl2nas.objectives.params=minimize}.
     */
    @Parameter
    private Map<String, String> objectives;

    /**
     * Which architecture of the front is the answer: {@code knee}, or the best by one objective within limits on others:
     * <code>accuracy where params &lt;= 600000 and macs &lt;= 80000000</code>. Without it the knee.
     */
    @Parameter(property = "l2nas.choose")
    private String choose;

    /**
     * What bounds the hypervolume of the front: a value for each objective, in its unit, beyond which an architecture counts nothing:
     * {@code <reference><accuracy>0.5</accuracy><latency_ms>10</latency_ms></reference>}. Without it the worst that was scored. No
     * trial depends on it, so another reference scores nothing again. On the command line each has a property of its own, {@code
     * -Dl2nas.reference.accuracy=0.5}.
     */
    @Parameter
    private Map<String, String> reference;

    /**
     * The least hypervolume of the front up to the {@code reference}, in the product of the objectives' units, for example accuracy
     * times milliseconds. A search that has ended with less fails the build.
     */
    @Parameter(property = "l2nas.minHypervolume")
    private Double minHypervolume;

    AbstractSearchMojo(
            RepositorySystem repositorySystem, ToolchainManager toolchains, MavenProjectHelper projectHelper) {
        super(repositorySystem, toolchains, projectHelper);
    }

    /**
     * The parameter that skips this goal.
     *
     * @return what to tell, or nothing where it is not set
     */
    abstract Optional<String> skipParameter();

    /**
     * The policy the search starts from.
     *
     * @param context the build
     * @return the policy, or null for a search from scratch
     */
    abstract InputFile policy(BuildContext context);

    @Override
    final Optional<String> reasonToSkip(BuildContext context) {
        Optional<String> parameter = skipParameter();
        if (parameter.isPresent()) {
            return parameter;
        }
        Optional<String> waiting = !hasLatencyTable() && isAboutLatency(context)
                ? unfinished(measuredHere(context), "the measurement of latencies")
                : Optional.empty();
        if (waiting.isPresent() || scoring(context).given().isPresent()) {
            return waiting;
        }
        trainedHere(context).failure().ifPresent(failure -> {
            throw SUPERNET.wrong("the training of the supernet " + failure
                    + ". Mend that and run train-supernet again, or give another supernet");
        });
        return unfinished(trainedHere(context), "the training of the supernet");
    }

    private boolean isAboutLatency(BuildContext context) {
        return maxLatency() != null
                || settings(context, "objectives", objectives).containsKey("latency_ms");
    }

    private EarlierOutputs trainedHere(BuildContext context) {
        return earlierOutputs(context, "supernet.zip", "train-supernet");
    }

    @Override
    final Job configure(BuildContext context, Path directory) {
        return configure(context, directory, this::trainedSupernet, false);
    }

    /** On a supernet that is still to be trained, where nothing else scores. */
    @Override
    final Optional<Job> foresee(BuildContext context) {
        return skipParameter().isPresent()
                ? Optional.empty()
                : Optional.of(configure(
                        context,
                        context.layout(outputDirectory()).directory(),
                        hasDataset() ? build -> null : this::trainedSupernet,
                        context.has("measure-latency")));
    }

    private Job configure(
            BuildContext context, Path directory, Function<BuildContext, String> trained, boolean latenciesToCome) {
        Part givenSpace = spacePart(context);
        ScoringParameters scoring = scoring(context);
        Optional<String> scoredBy = scoring.given();
        Part scores = scoredBy.isEmpty() || scoredBy.get().equals(ScoringParameters.SUPERNET)
                ? scoringSupernet(context, trained)
                : scoring.part(context, directory);
        boolean runsNetworks = scores.name().equals(SUPERNET_EVALUATOR)
                || (scoredBy.filter(ScoringParameters.EVALUATOR::equals).isPresent() && hasDataset());
        RankingParameters rankings = rankings(context);
        boolean mayRunNetworks = runsNetworks || rankings.any() || hasNamedEvaluator() || mayTrain();
        GoalParameter.named("repeats").positive(repeats);
        Optional<NetworkSize> network = networkOfThisProject(context);
        return new SearchJob(
                givenSpace,
                scores,
                new Part(strategy, preset, settings(context, "settings", settings), policies(context)),
                new SearchJob.Objective(
                        metric(context, scores),
                        GoalParameter.named("consensus").fraction(consensus)),
                objectives(context),
                fidelities(),
                runsNetworks || network.isPresent() || (hasDataset() && (rankings.any() || mayTrain()))
                        ? dataset(context)
                        : null,
                network.orElse(null),
                mayRunNetworks ? compute() : null,
                seed(),
                repeats,
                stopping(context),
                limits(context, latenciesToCome),
                evaluations(context),
                executor(context),
                trials(),
                rankings.declaredWarmUp(),
                rankings.declaredFeatures(),
                rankings.declaredFilter(),
                directory,
                outputTimestamp());
    }

    /** The network that this project's evaluation trains, where it has one. */
    private Optional<NetworkSize> networkOfThisProject(BuildContext context) {
        return !hasDataset() || !context.has("evaluate") || subnets(context).isPresent()
                ? Optional.empty()
                : Optional.of(evaluatedNetwork(context));
    }

    private ScoringParameters scoring(BuildContext context) {
        return new ScoringParameters(
                table,
                supernet(),
                predictor,
                widthMultiplier,
                imageSize(),
                command,
                evaluator,
                settings(context, "evaluatorSettings", evaluatorSettings),
                settings(context, "evaluatorInputs", evaluatorInputs));
    }

    private String metric(BuildContext context, Part scores) {
        return switch (scores.name()) {
            case ScoringParameters.TABLE -> context.required("metric", metric, "name the table's column to maximise");
            case SUPERNET_EVALUATOR, ScoringParameters.PREDICTOR -> {
                if (isGiven(metric)) {
                    throw METRIC.wrong("only a table has columns; leave it out with a " + scores.name());
                }
                yield null;
            }
            default -> isGiven(metric) ? metric.strip() : null;
        };
    }

    @Override
    final void conclude(BuildContext context, Path directory) {
        new FoundOnConsole(getLog(), Terminal.showsBars()).show(directory, context.absolute(outputDirectory()));
    }

    @Override
    void requireSkippable(BuildContext context, String reason) {
        requireMeasured(
                context, minHypervolume, MIN_HYPERVOLUME, "nothing was searched (" + reason + "), so", "search");
    }

    @Override
    void requireEnd(BuildContext context) {
        requireMeasured(
                context,
                minHypervolume,
                MIN_HYPERVOLUME,
                "the search has not ended, the next build goes on from here. Until then",
                "search to the end");
    }

    private Objectives objectives(BuildContext context) {
        try {
            return new ObjectiveParameters(
                            settings(context, "objectives", objectives),
                            choose,
                            settings(context, "reference", reference),
                            minHypervolume)
                    .objectives();
        } catch (JobException e) {
            throw GoalParameter.ofSearchJob(e.parameter()).wrong(e.getMessage());
        }
    }

    private Fidelities fidelities() {
        GoalParameter parameter = GoalParameter.named("fidelities");
        List<String> texts = parameter.texts(fidelities);
        if (texts.isEmpty() && continuesTrials != null) {
            throw GoalParameter.named("continuesTrials").wrong("it goes with " + parameter + "; leave it out");
        }
        try {
            return Fidelities.of(texts, continuesTrials);
        } catch (IllegalArgumentException e) {
            throw parameter.wrong(e.getMessage());
        }
    }

    private SearchJob.Evaluations evaluations(BuildContext context) {
        return new SearchJob.Evaluations(
                evaluationStore == null
                        ? null
                        : context.baseDirectory()
                                .resolve(evaluationStore.toPath())
                                .normalize(),
                GoalParameter.named("maxFailedTrials").positive(maxFailedTrials));
    }

    private SearchJob.Trials trials() {
        return new SearchJob.Trials(
                GoalParameter.named("trialConcurrency").positive(trialConcurrency),
                GoalParameter.named("trialTimeout").duration(trialTimeout),
                GoalParameter.named("maxAttempts").positive(maxAttempts));
    }

    private RankingParameters rankings(BuildContext context) {
        return new RankingParameters(
                warmUp,
                warmUpCount,
                warmUpPool,
                settings(context, "warmUpSettings", warmUpSettings),
                features,
                settings(context, "featureSettings", featureSettings),
                filter,
                filterShare,
                filterPool,
                settings(context, "filterSettings", filterSettings));
    }

    /**
     * Whether the strategy may train networks with the data set. Strategies are in the engine, which does not run here: those that do
     * are named, and a class may be one.
     */
    private boolean mayTrain() {
        return TRAINING_STRATEGIES.contains(strategy.strip())
                || (Extensions.isClassName(strategy.strip()) && hasDataset());
    }

    /** One that is registered under a name, as the proxies are, may run networks without a data set. */
    private boolean hasNamedEvaluator() {
        return isGiven(evaluator) && !Extensions.isClassName(evaluator.strip());
    }

    private Map<String, InputFile> policies(BuildContext context) {
        InputFile policy = policy(context);
        return policy == null ? Map.of() : Map.of("policy", policy);
    }

    private Part scoringSupernet(BuildContext context, Function<BuildContext, String> trained) {
        String given = supernet() == null ? trained.apply(context) : supernet();
        return supernet(context, given);
    }

    private String trainedSupernet(BuildContext context) {
        Path trained = sole(trainedHere(context), SUPERNET);
        if (trained == null) {
            return context.required(
                    "table",
                    null,
                    "give a csv file or Maven coordinates, or score with a supernet: give a " + SUPERNET + ", or a "
                            + DATASET + " and run train-supernet before, or with a "
                            + GoalParameter.named("predictor") + ", a " + GoalParameter.named("command") + " or an "
                            + GoalParameter.named("evaluator"));
        }
        getLog().info("Scoring with the supernet that this project has trained, " + trained);
        return trained.toString();
    }

    @Override
    final Compute compute(Job job) {
        SearchJob search = (SearchJob) job;
        boolean runsNetworks = search.evaluator().name().equals(SUPERNET_EVALUATOR)
                || (isGiven(evaluator) && search.dataset() != null)
                || !search.rankingEvaluators().isEmpty()
                || hasNamedEvaluator()
                || mayTrain();
        return runsNetworks ? search.compute() : null;
    }

    private SearchJob.Stopping stopping(BuildContext context) {
        return new SearchJob.Stopping(
                GoalParameter.named("steps").positive(steps),
                GoalParameter.named("uniqueArchitectures").positive(uniqueArchitectures),
                GoalParameter.named("targetAccuracy").fraction(targetAccuracy),
                timeBudget(context),
                maxEffort);
    }

    private SearchJob.Constraints limits(BuildContext context, boolean latenciesToCome) {
        InputFile latencies = latencyTable(context, latenciesToCome);
        return new SearchJob.Constraints(
                GoalParameter.named("maxParams").count(maxParams),
                GoalParameter.named("maxMacs").count(maxMacs),
                latencies,
                latencies == null ? null : maxLatency(),
                constraints == null
                        ? List.of()
                        : constraints.stream()
                                .map(AbstractSearchMojo::condition)
                                .toList());
    }

    private static String condition(String text) {
        return GoalParameter.ofSearchJob("constraints.columns")
                .required(text, "write a condition on a column, for example edgegpu_latency_ms <= 5, or leave it out");
    }

    private InputFile latencyTable(BuildContext context, boolean toCome) {
        InputFile known = latencies(context, isAboutLatency(context));
        if (known == null && maxLatency() != null && !toCome) {
            context.required(
                    "latencyTable",
                    null,
                    "maxLatency needs latencies: run measure-latency before, or give its latency.json or its Maven coordinates; for a"
                            + " column of a table write a constraint");
        }
        return known;
    }

    @Override
    final GoalParameter parameterOf(String field) {
        if (field.startsWith("network.")) {
            String name = field.substring("network.".length());
            return GoalParameter.named(
                    "evaluation" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        }
        boolean byName = isGiven(evaluator) || (command != null && !command.isEmpty());
        return byName ? ScoringParameters.parameterOf(field) : GoalParameter.ofSearchJob(field);
    }
}
