package io.github.l2nas.maven;

import io.github.l2nas.maven.fork.ClassPathEntry;
import io.github.l2nas.maven.fork.EngineCommand;
import io.github.l2nas.maven.fork.EngineProcess;
import io.github.l2nas.maven.input.InputResolver;
import io.github.l2nas.maven.input.PublishedVersions;
import io.github.l2nas.maven.output.OutputLayout;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.KnownParameters;
import io.github.l2nas.maven.progress.ProgressConsole;
import io.github.l2nas.maven.progress.Terminal;
import io.github.l2nas.maven.progress.TerminalWidth;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.RepositorySystem;

/**
 * What the build tells the execution of a goal.
 *
 * @param session the build
 * @param project the project, or Maven's stand-in where there is none
 * @param execution the execution that runs
 * @param repositorySystem resolves artifacts
 */
record BuildContext(
        MavenSession session, MavenProject project, MojoExecution execution, RepositorySystem repositorySystem) {

    private static final String ENGINE_MAIN = "io.github.l2nas.engine.Main";

    private static final Set<String> PHASES_UP_TO_VERIFY = Set.of(
            "pre-clean",
            "clean",
            "post-clean",
            "validate",
            "initialize",
            "generate-sources",
            "process-sources",
            "generate-resources",
            "process-resources",
            "compile",
            "process-classes",
            "generate-test-sources",
            "process-test-sources",
            "generate-test-resources",
            "process-test-resources",
            "test-compile",
            "process-test-classes",
            "test",
            "prepare-package",
            "package",
            "pre-integration-test",
            "integration-test",
            "post-integration-test",
            "verify");

    /** {@code groupId:artifactId} of this plugin. */
    String pluginKey() {
        return plugin().getPluginLookupKey();
    }

    boolean hasProject() {
        return project.getFile() != null;
    }

    /** Where relative files begin: the project's directory, else the current one. */
    Path baseDirectory() {
        File directory = hasProject() ? project.getBasedir() : new File(session.getExecutionRootDirectory());
        return directory.toPath().toAbsolutePath().normalize();
    }

    /** How long this build has been at work, all modules and goals together. */
    Duration elapsed() {
        Date start = session.getStartTime();
        return start == null ? Duration.ZERO : Duration.between(start.toInstant(), Instant.now());
    }

    /** What a page about this build is called. */
    String title() {
        return hasProject() ? project.getName() + " " + project.getVersion() : "Searches";
    }

    OutputLayout layout(File outputDirectory) {
        return OutputLayout.of(
                absolute(outputDirectory),
                execution.getMojoDescriptor().getGoal(),
                execution.getExecutionId(),
                declaredExecutions());
    }

    /** Where the given goals write in this project, executed on the command line or as it declares. */
    List<Path> directoriesOf(File outputDirectory, List<String> goals) {
        return OutputLayout.directoriesOf(absolute(outputDirectory), goals, declaredExecutions());
    }

    /** The output directory itself. */
    Path absolute(File outputDirectory) {
        // Without a project, ${project.build.directory} has no value and stays as it is.
        boolean unset = outputDirectory == null || outputDirectory.getPath().contains("${");
        Path directory = unset ? Path.of("target", "l2nas") : outputDirectory.toPath();
        return baseDirectory().resolve(directory).normalize();
    }

    private List<PluginExecution> declaredExecutions() {
        Plugin declared = project.getPlugin(plugin().getPluginLookupKey());
        return declared == null ? List.of() : declared.getExecutions();
    }

    /** Executions of a goal that the project declares. */
    List<PluginExecution> declaredExecutions(String goal) {
        return declaredExecutions().stream()
                .filter(declared -> declared.getGoals().contains(goal) && !"none".equals(declared.getPhase()))
                .toList();
    }

    /** Whether a goal belongs to this project or this build: packaging nas binds it, it is declared, or it was asked for. */
    boolean has(String goal) {
        return "nas".equals(project.getPackaging())
                || !declaredExecutions(goal).isEmpty()
                || session.getGoals().stream()
                        .anyMatch(asked -> asked.matches("(.*:)?l2nas(-maven-plugin)?(:.*)?:" + goal));
    }

    /** {@code groupId:artifactId} of the project. */
    String module() {
        return project.getGroupId() + ":" + project.getArtifactId();
    }

    PublishedVersions versions() {
        return new PublishedVersions(
                repositorySystem, session.getRepositorySession(), project.getRemoteProjectRepositories());
    }

    InputResolver inputs() {
        return new InputResolver(
                repositorySystem,
                session.getRepositorySession(),
                project.getRemoteProjectRepositories(),
                baseDirectory(),
                session.getProjects().stream()
                        .map(module -> module.getGroupId() + ":" + module.getArtifactId())
                        .collect(Collectors.toSet()));
    }

    /** Properties below a prefix, from the project and, overriding those, the command line; the prefix is cut off. */
    Map<String, String> propertiesBelow(String prefix) {
        Map<String, String> found = new TreeMap<>();
        for (Properties properties : List.of(project.getProperties(), session.getUserProperties())) {
            for (String name : properties.stringPropertyNames()) {
                if (name.startsWith(prefix)) {
                    found.put(name.substring(prefix.length()), properties.getProperty(name));
                }
            }
        }
        return found;
    }

    /** What the command line says, or else the project; null for nothing. */
    String property(String name) {
        String given = session.getUserProperties().getProperty(name);
        return given == null ? project.getProperties().getProperty(name) : given;
    }

    ForkedEngine engine(
            ToolchainManager toolchains,
            String maxMemory,
            List<String> jvmArguments,
            Map<String, String> environment,
            List<ClassPathEntry> classPath) {
        List<Path> files = classPath.stream().map(ClassPathEntry::file).toList();
        Path java = java(toolchains);
        return (jobFile, listener) -> {
            EngineCommand command =
                    new EngineCommand(java, maxMemory, jvmArguments, environment, files, ENGINE_MAIN, jobFile);
            listener.otherLine("Engine: " + command.environment() + " " + String.join(" ", command.line()));
            listener.otherLine("Job, all of its settings: " + Files.readString(jobFile));
            return EngineProcess.run(command, jobFile.getParent(), listener);
        };
    }

    /**
     * Insists that everything in the plugin's configuration and every property of its is a parameter of some goal; a property
     * of the POM that is none, and that nothing in the POM reads, is warned of.
     *
     * @param log hears warnings
     * @throws io.github.l2nas.maven.parameter.ParameterException where one is not; names the nearest
     */
    void requireKnownParameters(Log log) {
        if (plugin().getMojos() == null) {
            return;
        }
        KnownParameters known = KnownParameters.of(plugin());
        Plugin declared = project.getPlugin(plugin().getPluginLookupKey());
        if (declared != null) {
            Stream.concat(
                            Stream.of(declared.getConfiguration()),
                            declared.getExecutions().stream().map(PluginExecution::getConfiguration))
                    .filter(Xpp3Dom.class::isInstance)
                    .flatMap(configuration -> Arrays.stream(((Xpp3Dom) configuration).getChildren()))
                    .map(Xpp3Dom::getName)
                    .forEach(known::requireElement);
        }
        Set<String> ofProjects = session.getProjects().stream()
                .flatMap(module -> module.getProperties().stringPropertyNames().stream())
                .collect(Collectors.toSet());
        known.requireProperties(session.getUserProperties().stringPropertyNames(), ofProjects);
        known.warnings(project.getProperties().stringPropertyNames(), this::isReadByThePom)
                .forEach(log::warn);
    }

    /** Whether the POM, or one of its parents, has a property's name in braces. */
    private boolean isReadByThePom(String property) {
        for (MavenProject pom = project; pom != null; pom = pom.getParent()) {
            if (pom.getFile() != null && text(pom.getFile().toPath()).contains("${" + property + "}")) {
                return true;
            }
        }
        return false;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** The plugin and its engine have one version. */
    String engineVersion() {
        return plugin().getVersion();
    }

    private PluginDescriptor plugin() {
        return execution.getMojoDescriptor().getPluginDescriptor();
    }

    /** Without a POM nothing chooses a tool chain, and Maven 4 may not be asked for one. */
    private Path java(ToolchainManager toolchains) {
        Toolchain toolchain = hasProject() ? toolchains.getToolchainFromBuildContext("jdk", session) : null;
        String tool = toolchain == null ? null : toolchain.findTool("java");
        return tool != null ? Path.of(tool) : Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The live line needs a person at a terminal and no other thread that writes there. */
    ProgressConsole console(Log log) {
        boolean live = Terminal.isPresent()
                && log.isInfoEnabled()
                && session.getRequest().isInteractiveMode()
                && session.getRequest().getDegreeOfConcurrency() <= 1;
        PrintStream liveTo = live ? System.out : null;
        return new ProgressConsole(
                log::info,
                liveTo,
                TerminalWidth.ofThisTerminal(System::nanoTime),
                Terminal.showsBars(),
                System::nanoTime);
    }

    /** Whether nobody but the packaging asked for this execution. */
    boolean boundByPackaging() {
        String boundId = "default-" + execution.getMojoDescriptor().getGoal();
        return "nas".equals(project.getPackaging()) && boundId.equals(execution.getExecutionId());
    }

    /**
     * Whether this build may hand on what is attached to the project. Goals of other plugins and whatever else is not known to
     * end before phase {@code install} may.
     */
    boolean mayPublish() {
        List<String> goals = session.getGoals();
        return goals.isEmpty() || !goals.stream().allMatch(this::endsBeforeInstall);
    }

    private boolean endsBeforeInstall(String asked) {
        return PHASES_UP_TO_VERIFY.contains(asked)
                || asked.startsWith("l2nas:")
                || asked.startsWith(plugin().getPluginLookupKey() + ":");
    }

    /** What to tell a user whose parameter is missing, beyond its name. */
    String whereToConfigure() {
        String id = execution.getExecutionId();
        return boundByPackaging()
                ? ". Packaging nas runs the execution " + id + ": configure the plugin, or its execution with <id>" + id
                        + "</id>"
                : "";
    }

    /** A required text parameter. */
    String required(String name, String value, String advice) {
        return GoalParameter.named(name).required(value, advice + whereToConfigure());
    }
}
