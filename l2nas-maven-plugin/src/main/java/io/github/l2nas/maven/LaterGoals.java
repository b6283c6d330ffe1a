package io.github.l2nas.maven;

import io.github.l2nas.api.job.Job;
import io.github.l2nas.maven.input.MissingFileException;
import io.github.l2nas.maven.parameter.ParameterException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.inject.Provider;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.MavenPluginManager;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;

/**
 * The goals of this plugin that come after the running one in the same project and build. What they are configured to do is
 * known by now but for what goals before them write; so it can be checked before anything is trained.
 */
final class LaterGoals {

    private final Provider<LifecycleExecutor> lifecycle;
    private final Provider<MavenPluginManager> plugins;
    private final Log log;

    /**
     * @param lifecycle knows the build's plan
     * @param plugins configures goals
     * @param log the running goal's
     */
    LaterGoals(Provider<LifecycleExecutor> lifecycle, Provider<MavenPluginManager> plugins, Log log) {
        this.lifecycle = lifecycle;
        this.plugins = plugins;
        this.log = log;
    }

    /**
     * A job to come.
     *
     * @param goal and execution, as Maven shows them, for example {@code search (default-search)}
     * @param job the job
     * @param mojo knows the parameters behind the job's fields
     */
    record Later(String goal, Job job, AbstractJobMojo mojo) {}

    /**
     * The jobs to come.
     *
     * @param context the running goal's
     * @return in the order of their goals, without those that are skipped or can't be known yet
     * @throws ParameterException where a later goal's parameter is missing or wrong; names the goal
     */
    List<Later> of(BuildContext context) {
        List<Later> later = new ArrayList<>();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            for (MojoExecution planned : planned(context)) {
                // Planning may leave another class loader behind, one that does not see the spaces.
                thread.setContextClassLoader(LaterGoals.class.getClassLoader());
                later(context, planned).ifPresent(later::add);
            }
        } finally {
            thread.setContextClassLoader(before);
        }
        return later;
    }

    private List<MojoExecution> planned(BuildContext context) {
        if (!context.hasProject()) {
            return List.of();
        }
        try {
            List<MojoExecution> ours = lifecycle
                    .get()
                    .calculateExecutionPlan(
                            context.session(),
                            true,
                            context.session().getGoals().toArray(String[]::new))
                    .getMojoExecutions()
                    .stream()
                    .filter(planned -> planned.getPlugin().getKey().equals(context.pluginKey()))
                    .toList();
            int running = 0;
            while (running < ours.size() && !isSame(ours.get(running), context.execution())) {
                running++;
            }
            return running == ours.size() ? List.of() : ours.subList(running + 1, ours.size());
        } catch (Exception e) {
            log.debug("Later goals are checked only when they run: the build's plan is not known", e);
            return List.of();
        }
    }

    private static boolean isSame(MojoExecution one, MojoExecution other) {
        return one.getGoal().equals(other.getGoal()) && Objects.equals(one.getExecutionId(), other.getExecutionId());
    }

    private Optional<Later> later(BuildContext context, MojoExecution planned) {
        MojoExecution execution = new MojoExecution(
                context.execution().getMojoDescriptor().getPluginDescriptor().getMojo(planned.getGoal()),
                planned.getExecutionId());
        execution.setConfiguration(planned.getConfiguration());
        Mojo mojo = null;
        try {
            mojo = plugins.get().getConfiguredMojo(Mojo.class, context.session(), execution);
            return mojo instanceof AbstractJobMojo goal ? later(goal) : Optional.empty();
        } catch (ParameterException e) {
            throw e;
        } catch (Exception e) {
            log.debug(planned.getGoal() + " is checked only when it runs: it can't be configured yet", e);
            return Optional.empty();
        } finally {
            if (mojo != null) {
                plugins.get().releaseMojo(mojo, execution);
            }
        }
    }

    private static Optional<Later> later(AbstractJobMojo mojo) {
        BuildContext context = mojo.context();
        String goal = context.execution().getGoal() + " (" + context.execution().getExecutionId() + ")";
        try {
            return mojo.isSwitchedOff()
                    ? Optional.empty()
                    : mojo.foresee(context).map(job -> new Later(goal, job, mojo));
        } catch (MissingFileException e) {
            if (e.file().startsWith(buildDirectory(context))) {
                return Optional.empty();
            }
            throw ofLater(goal, e.getMessage());
        } catch (ParameterException e) {
            throw ofLater(goal, e.getMessage());
        }
    }

    /** What lies there may be written by a goal in between. */
    private static Path buildDirectory(BuildContext context) {
        return new File(context.project().getBuild().getDirectory())
                .toPath()
                .toAbsolutePath()
                .normalize();
    }

    /**
     * A mistake in the configuration of a goal that does not run yet.
     *
     * @param goal as {@link Later} has it
     * @param message names the parameter
     * @return to be thrown
     */
    static ParameterException ofLater(String goal, String message) {
        return new ParameterException(message + " (goal " + goal + ", which comes later in this build)");
    }
}
