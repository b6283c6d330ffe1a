package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.verify;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.SearchJob;
import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

@MojoTest(realRepositorySession = true)
@Basedir("/projects/transfer")
class TransferMojoTest extends MojoFixture {

    @Test
    @InjectMojo(goal = "transfer")
    void aTransferIsASearchWithAPolicy(TransferMojo mojo) {
        SearchJob job = (SearchJob) mojo.configure(context(), Path.of("out"));

        assertThat(job.objective().metric()).isEqualTo("cifar100_test");
        assertThat(job.strategy().inputs()).containsOnlyKeys("policy");
        InputFile policy = job.strategy().input("policy").orElseThrow();
        assertThat(policy.name()).isEqualTo("policy.zip");
        assertThat(policy.sha256())
                .isNotEqualTo(job.evaluator().input("table").orElseThrow().sha256());
    }

    @Test
    @InjectMojo(goal = "transfer")
    void withoutAPolicyThereIsNothingToTransfer(TransferMojo mojo) throws Exception {
        set(mojo, "policy", null);

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<policy> (-Dl2nas.policy) is missing:"
                        + " give the policy.zip of a search or its Maven coordinates");
    }

    @Test
    @InjectMojo(goal = "transfer")
    @MojoParameter(name = "skipTransfer", value = "true")
    void skippingThisGoalIsSaid(TransferMojo mojo) throws Exception {
        mojo.execute();

        verify(log).info("Skipped: <skipTransfer> (-Dl2nas.transfer.skip) is set");
    }
}
