package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.verify;

import io.github.l2nas.api.job.ImportTableJob;
import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

@MojoTest(realRepositorySession = true)
@Basedir("/projects/search")
class ImportTableMojoTest extends MojoFixture {

    @Test
    @InjectMojo(goal = "import-table", pom = "none.xml")
    @MojoParameter(name = "space", value = "nas-bench-201")
    @MojoParameter(name = "source", value = ".")
    @MojoParameter(name = "output", value = "target/table.csv.gz")
    void aDirectoryIsASourceAndPathsAreTheProjects(ImportTableMojo mojo) {
        ImportTableJob job = (ImportTableJob) mojo.configure(context(), Path.of("out"));

        assertThat(job.source()).isEqualTo(context().baseDirectory());
        assertThat(job.table()).isEqualTo(context().baseDirectory().resolve("target/table.csv.gz"));
        assertThat(mojo.furtherInputs(job)).containsOnlyKeys("source.sha256");
    }

    @Test
    @InjectMojo(goal = "import-table", pom = "none.xml")
    @MojoParameter(name = "space", value = "nas-bench-201")
    void aMissingSourceIsNamed(ImportTableMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<source> (-Dl2nas.source) is missing: give a csv, json or tar file or a directory");
    }

    @Test
    @InjectMojo(goal = "import-table", pom = "none.xml")
    void theJobsTableIsTheGoalsOutput(ImportTableMojo mojo) {
        assertThat(mojo.parameterOf("table")).hasToString("<output> (-Dl2nas.output)");
        assertThat(mojo.parameterOf("source.sha256")).hasToString("<source> (-Dl2nas.source)");
    }

    @Test
    @InjectMojo(goal = "import-table", pom = "none.xml")
    @MojoParameter(name = "skipImportTable", value = "true")
    void skippingThisGoalIsSaid(ImportTableMojo mojo) throws Exception {
        mojo.execute();

        verify(log).info("Skipped: <skipImportTable> (-Dl2nas.importTable.skip) is set");
    }
}
