package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/** What the tests of a goal have of the build around it; the class of the test says which project it is. */
abstract class MojoFixture {

    /** Where a job of {@link #context()} is asked to write; it is not there. */
    static final Path OUTPUT = Path.of("/out").toAbsolutePath();

    @Inject
    MavenSession session;

    @Inject
    MavenProject project;

    @Inject
    MojoExecution execution;

    @Inject
    RepositorySystem repositorySystem;

    @Inject
    Log log;

    BuildContext context() {
        return new BuildContext(session, project, execution, repositorySystem);
    }

    static void set(Mojo mojo, String parameter, Object value) throws IllegalAccessException {
        MojoExtension.setVariableValueToObject(mojo, parameter, value);
    }

    static void refuses(Mojo mojo, String beginning) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith(beginning);
    }
}
