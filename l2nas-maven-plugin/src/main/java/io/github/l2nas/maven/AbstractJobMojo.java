package io.github.l2nas.maven;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.maven.fork.ClassPathEntry;
import io.github.l2nas.maven.fork.ClassPathFingerprint;
import io.github.l2nas.maven.fork.EngineLibrary;
import io.github.l2nas.maven.fork.NativeThreads;
import io.github.l2nas.maven.output.EarlierOutputs;
import io.github.l2nas.maven.output.OutputLayout;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.MavenPluginManager;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** A goal that has the engine do one job in a JVM of its own. */
abstract class AbstractJobMojo extends AbstractGoalMojo {

    /**
     * Largest heap of the engine's JVM, as {@code -Xmx} takes it: {@code 512m} or {@code 2g}. Without it the JVM takes its
     * own default, a quarter of the machine's memory.
     */
    @Parameter(property = "l2nas.maxMemory")
    private String maxMemory;

    /** Further arguments of the engine's JVM. On the command line they are separated by commas. */
    @Parameter(property = "l2nas.jvmArguments")
    private List<String> jvmArguments;

    private final ToolchainManager toolchains;

    @Inject
    private Provider<LifecycleExecutor> lifecycle;

    @Inject
    private Provider<MavenPluginManager> plugins;

    AbstractJobMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        super(repositorySystem);
        this.toolchains = toolchains;
    }

    @Override
    final void run(BuildContext context) throws MojoExecutionException {
        OutputLayout layout = context.layout(outputDirectory());
        Job job = configure(context, layout.directory());
        run(context, job, outcome -> {
            if (!outcome.complete()) {
                requireEnd(context);
            }
            publish(context, layout, outcome);
        });
    }

    /**
     * Converts the parameters.
     *
     * @param context the build
     * @param directory where the job writes, absolute
     * @return the job
     * @throws io.github.l2nas.maven.parameter.ParameterException where a parameter is missing or wrong
     */
    abstract Job configure(BuildContext context, Path directory);

    /**
     * The parameter behind a job's field.
     *
     * @param field for example {@code stopping.steps}
     * @return the parameter
     */
    abstract GoalParameter parameterOf(String field);

    /**
     * What the outputs depend on beyond the job's own fields.
     *
     * @param job the job
     * @return names and values
     * @throws io.github.l2nas.maven.parameter.ParameterException where an input can't be read
     */
    Map<String, String> furtherInputs(Job job) {
        return Map.of();
    }

    /**
     * Is told that a time budget has ended the job before its end.
     *
     * @param context the build
     * @throws io.github.l2nas.maven.parameter.ParameterException where the build must not go on so
     */
    void requireEnd(BuildContext context) {}

    /**
     * Hands the outputs to the project.
     *
     * @param context the build
     * @param layout where they are
     * @param outcome the outputs, and whether they are all
     * @throws io.github.l2nas.maven.parameter.ParameterException where the build must not go on with them
     */
    void publish(BuildContext context, OutputLayout layout, JobRun.Outcome outcome) {}

    /**
     * Looks for what another goal of this project left in the output directory.
     *
     * @param context the build
     * @param fileName for example {@code supernet.zip}
     * @param goals the goals that write such a file
     * @return where the goals have run
     */
    final EarlierOutputs earlierOutputs(BuildContext context, String fileName, String... goals) {
        return new EarlierOutputs(context.directoriesOf(outputDirectory(), List.of(goals)), fileName);
    }

    /**
     * What the engine's networks run on.
     *
     * @param job the job
     * @return null where it runs none
     */
    Compute compute(Job job) {
        return null;
    }

    /**
     * How many threads OpenMP may start in the engine's process.
     *
     * @param job the job
     * @return 0 where it runs no networks
     */
    int openMpThreads(Job job) {
        Compute compute = compute(job);
        return compute == null ? 0 : compute.openMpThreads();
    }

    /**
     * What the job needs beside the engine.
     *
     * @param job the job
     * @return native libraries where it runs networks
     */
    Set<EngineLibrary> libraries(Job job) {
        return compute(job) == null ? Set.of() : Set.of(EngineLibrary.NATIVES);
    }

    /**
     * What this goal will do later in the build, as far as it is known before the goals in between have run.
     *
     * @param context the build, as for this goal
     * @return a job that may lack what goals before it write; empty where this goal will be skipped
     * @throws io.github.l2nas.maven.parameter.ParameterException where a parameter is missing or wrong
     */
    Optional<Job> foresee(BuildContext context) {
        return Optional.empty();
    }

    /** All of it runs in one process, which has one number of native threads and one class path. */
    private EarlyCheck earlyCheck(BuildContext context, Job job, List<ClassPathEntry> classPath) {
        int threads = openMpThreads(job);
        return new EarlyCheck(new LaterGoals(lifecycle, plugins, getLog())
                .of(context).stream()
                        .filter(later -> {
                            int wanted = later.mojo().openMpThreads(later.job());
                            boolean sameThreads = wanted == 0 || threads == 0 || threads == wanted;
                            return sameThreads && runsOn(classPath, context, later);
                        })
                        .toList());
    }

    private static boolean runsOn(List<ClassPathEntry> classPath, BuildContext context, LaterGoals.Later later) {
        Set<EngineLibrary> libraries = EnumSet.noneOf(EngineLibrary.class);
        libraries.addAll(later.mojo().libraries(later.job()));
        libraries.remove(EngineLibrary.ONNX_RUNTIME); // nothing is exported yet
        try {
            return classPath.containsAll(new ForkClassPath(context).of(later.job(), libraries));
        } catch (MojoExecutionException e) {
            return false; // told when that goal runs
        }
    }

    private void run(BuildContext context, Job job, Consumer<JobRun.Outcome> then) throws MojoExecutionException {
        List<String> arguments = GoalParameter.named("jvmArguments").texts(jvmArguments);
        List<ClassPathEntry> classPath = new ForkClassPath(context).of(job, libraries(job));
        Map<String, String> fingerprint = new TreeMap<>(JobJson.fingerprint(job));
        fingerprint.putAll(ClassPathFingerprint.of(classPath, arguments));
        fingerprint.putAll(furtherInputs(job));
        ForkedEngine engine = context.engine(
                toolchains, maxMemory, arguments, NativeThreads.environment(openMpThreads(job)), classPath);
        new JobRun(
                        getLog(),
                        engine,
                        context.console(getLog()),
                        this::parameterOf,
                        () -> earlyCheck(context, job, classPath))
                .run(job, fingerprint, then);
    }
}
