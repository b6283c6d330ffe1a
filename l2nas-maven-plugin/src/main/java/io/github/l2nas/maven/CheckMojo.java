package io.github.l2nas.maven;

import io.github.l2nas.maven.gate.Gate;
import io.github.l2nas.maven.gate.GateSummary;
import io.github.l2nas.maven.gate.Measure;
import io.github.l2nas.maven.gate.Measured;
import io.github.l2nas.maven.gate.Tolerance;
import io.github.l2nas.maven.input.ComparedResults;
import io.github.l2nas.maven.input.PublishedVersions;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.ParameterException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * Compares this project's result with the last published one and fails the build where it is worse: in accuracy, test accuracy,
 * hypervolume of the front, latency, parameters, multiply-accumulates or size of the model, by more than a tolerance. What can't be compared fails the
 * build, too: no baseline, an unfinished result, a measure that one of the two lacks. In a job of GitHub Actions both numbers
 * of each measure are shown on the job's page.
 *
 * @since 0.1.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public class CheckMojo extends AbstractGoalMojo {

    private static final GoalParameter BASELINE = GoalParameter.named("baseline");
    private static final GoalParameter CANDIDATE = GoalParameter.named("candidate");
    private static final GoalParameter CHECKED = GoalParameter.named("checkedMeasures");
    private static final GoalParameter FIRST_RELEASE = GoalParameter.named("firstRelease");
    private static final String TOLERANCES = "tolerances";

    /**
     * The published result to compare with: Maven coordinates {@code groupId:artifactId:version} (of type json, without a
     * classifier or with {@code architecture}) or {@code groupId:artifactId:json:classifier:version}, an {@code
     * architecture.json} or its directory. The version may be {@code LATEST}, the highest there is, {@code RELEASE}, the highest
     * that is no snapshot, or a range. Without it the {@code LATEST} of this project, but for the version that is being built.
     */
    @Parameter(property = "l2nas.baseline")
    private String baseline;

    /**
     * The result to check, given as the baseline is. Without it what this project's search has found and its evaluation
     * has measured.
     */
    @Parameter(property = "l2nas.candidate")
    private String candidate;

    /**
     * What is checked: {@code accuracy}, {@code testAccuracy}, {@code hypervolume}, {@code latency}, {@code params}, {@code macs},
     * {@code size}. Each has to be there in both results. Without it all that one of the two has. On the command line they are separated by commas.
     */
    @Parameter(property = "l2nas.checkedMeasures")
    private List<String> checkedMeasures;

    /**
     * By how much a measure may be worse, by its name: a number in the measure's unit (of accuracies 0.005 is half a percentage
     * point, of latency milliseconds, of size bytes) or a share of the baseline's value:
     * {@code <tolerances><accuracy>0.005</accuracy><latency>5%</latency></tolerances>}. Without it by nothing. On the
     * command line each has a property of its own, {@code -Dl2nas.tolerances.accuracy=0.005}.
     */
    @Parameter
    private Map<String, String> tolerances;

    /** Passes where nothing was published yet. It is compared as ever where there is a baseline. */
    @Parameter(property = "l2nas.firstRelease", defaultValue = "false")
    private boolean firstRelease;

    /** Skips this goal. */
    @Parameter(property = "l2nas.check.skip", defaultValue = "false")
    private boolean skipCheck;

    /**
     * @param repositorySystem finds the baseline
     */
    @Inject
    public CheckMojo(RepositorySystem repositorySystem) {
        super(repositorySystem);
    }

    @Override
    Optional<String> reasonToSkip(BuildContext context) {
        return skipCheck ? Optional.of("<skipCheck> (-Dl2nas.check.skip) is set") : Optional.empty();
    }

    @Override
    void run(BuildContext context) throws MojoExecutionException {
        String name = candidate == null ? context.title() : candidate.strip();
        Optional<Comparison> compared;
        try {
            compared = compare(context, name);
        } catch (ParameterException e) {
            summarize(GateSummary.ofFailure(name, e.getMessage()));
            throw e;
        }
        if (compared.isEmpty()) {
            getLog().info("Passed: nothing is published to compare with, and " + FIRST_RELEASE + " is set");
            summarize(GateSummary.ofFirstRelease(name));
            return;
        }
        report(name, compared.get());
    }

    private Optional<Comparison> compare(BuildContext context, String name) {
        Gate gate = new Gate(checked(), tolerances(context));
        Measured now = candidate(context, name);
        return published(context)
                .map(published -> measured(context, BASELINE, published))
                .map(before -> new Comparison(before, gate.compare(before, now)));
    }

    private void report(String name, Comparison compared) throws MojoExecutionException {
        Measured before = compared.baseline();
        List<Gate.Row> rows = compared.rows();
        getLog().info("Compared with " + before.name() + ":");
        rows.forEach(row -> getLog().info("  " + row + (row.isWorse() ? ": worse" : "")));
        String worse =
                rows.stream().filter(Gate.Row::isWorse).map(Gate.Row::toString).collect(Collectors.joining("; "));
        summarize(GateSummary.of(name, before.name(), rows));
        if (!worse.isEmpty()) {
            throw new ParameterException(name + " is worse than " + before.name() + ": " + worse
                    + ". Search for a better one, or allow it with <" + TOLERANCES + "> (-Dl2nas." + TOLERANCES
                    + ".NAME)");
        }
    }

    private record Comparison(Measured baseline, List<Gate.Row> rows) {}

    private Set<Measure> checked() {
        Set<Measure> checked = EnumSet.noneOf(Measure.class);
        if (checkedMeasures != null) {
            checkedMeasures.forEach(label -> checked.add(measure(CHECKED, label)));
        }
        return checked;
    }

    private Map<Measure, Tolerance> tolerances(BuildContext context) {
        Map<String, String> declared = new TreeMap<>(context.propertiesBelow("l2nas." + TOLERANCES + "."));
        if (tolerances != null) {
            declared.putAll(tolerances);
        }
        Map<Measure, Tolerance> read = new EnumMap<>(Measure.class);
        declared.forEach((label, text) -> {
            GoalParameter parameter = GoalParameter.named(TOLERANCES + "." + label);
            read.put(
                    measure(parameter, label),
                    Tolerance.parse(parameter, parameter.required(text, "give a number or leave the element out")));
        });
        return read;
    }

    private static Measure measure(GoalParameter parameter, String label) {
        return Measure.named(label == null ? "" : label.strip())
                .orElseThrow(
                        () -> parameter.wrong("there is no measure '" + label + "'; there are " + Measure.labels()));
    }

    private Measured candidate(BuildContext context, String name) {
        if (candidate == null) {
            Measured own =
                    measured(context, CANDIDATE, new CheckedResult(context, outputDirectory()).directory(CANDIDATE));
            return own.named(name);
        }
        Measured given = measured(context, CANDIDATE, fixed(context, CANDIDATE, name));
        if (!given.finished()) {
            throw CANDIDATE.wrong(name + " is unfinished; let its search end first");
        }
        return given;
    }

    private Measured measured(BuildContext context, GoalParameter parameter, String value) {
        ComparedResults results = new ComparedResults(parameter, context.inputs(), context.baseDirectory());
        AtomicReference<Measured> measured = new AtomicReference<>();
        new ProjectClasses(context, getLog())
                .read(() -> measured.set(Measured.of(parameter, results.read(value), results.model(value))));
        return measured.get();
    }

    /** Coordinates or a file; empty where nothing was published, and that is allowed. */
    private Optional<String> published(BuildContext context) {
        if (baseline == null && !context.hasProject()) {
            throw BASELINE.wrong("without a project, name what to compare with: Maven coordinates or a file");
        }
        String given = baseline == null ? context.module() + ":LATEST" : baseline.strip();
        boolean own = given.startsWith(context.module() + ":");
        PublishedVersions.Found found = context.versions()
                .highest(
                        given,
                        version -> !own || !version.equals(context.project().getVersion()));
        if (found.coordinates().isPresent()) {
            return found.coordinates();
        }
        if (!found.failures().isEmpty()) {
            throw BASELINE.wrong("can't tell what was published as " + given + ": "
                    + String.join("; ", found.failures()) + ". Build with access to the repository");
        }
        if (!firstRelease) {
            throw BASELINE.wrong("nothing is published as " + given
                    + ". Name the repository or another baseline; where this is the first release, set " + FIRST_RELEASE
                    + " to true for this build");
        }
        return Optional.empty();
    }

    private static String fixed(BuildContext context, GoalParameter parameter, String value) {
        return context.versions().fixed(parameter, value);
    }

    private static void summarize(String markdown) throws MojoExecutionException {
        try {
            GateSummary.append(System.getenv(GateSummary.VARIABLE), markdown);
        } catch (IOException e) {
            throw new MojoExecutionException("can't write the job summary: " + e, e);
        }
    }
}
