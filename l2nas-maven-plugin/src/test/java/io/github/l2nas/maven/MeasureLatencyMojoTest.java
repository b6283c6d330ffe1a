package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.verify;

import io.github.l2nas.api.file.Processor;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.MeasureLatencyJob;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.maven.fork.EngineLibrary;
import java.time.Duration;
import java.util.Map;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MojoTest(realRepositorySession = true)
@Basedir("/projects/measure-latency")
class MeasureLatencyMojoTest extends MojoFixture {

    private MeasureLatencyJob configure(MeasureLatencyMojo mojo) {
        return (MeasureLatencyJob) mojo.configure(context(), OUTPUT);
    }

    @Test
    @InjectMojo(goal = "measure-latency", pom = "all.xml")
    void everyParameterReachesTheJob(MeasureLatencyMojo mojo) {
        MeasureLatencyJob job = configure(mojo);

        assertThat(job.architectures().name()).isEqualTo("front.csv");
        assertThat(job.dataset()).isNull();
        assertThat(job.imageSize()).isEqualTo(16);
        assertThat(job.network()).isEqualTo(new NetworkSize(8, 2));
        assertThat(job.runtime()).isEqualTo("engine");
        assertThat(job.batchSize()).isEqualTo(4);
        assertThat(job.rounds()).isEqualTo(7);
        assertThat(job.sample()).isEqualTo(20);
        assertThat(job.check()).isEqualTo(5);
        assertThat(job.seed()).isEqualTo(3);
        assertThat(job.compute()).isEqualTo(new Compute(null, 2));
        assertThat(job.timeBudget()).isLessThanOrEqualTo(Duration.ofHours(1));
        assertThat(mojo.libraries(job)).containsExactly(EngineLibrary.NATIVES);
    }

    @Test
    @InjectMojo(goal = "measure-latency", pom = "least.xml")
    void withoutAnythingItMakesAModelForOneThreadInOnnxRuntime(MeasureLatencyMojo mojo) {
        MeasureLatencyJob job = configure(mojo);

        assertThat(job.architectures()).isNull();
        assertThat(job.runtime()).isEqualTo("onnxruntime");
        assertThat(job.compute()).isEqualTo(new Compute(null, 1));
        assertThat(job.batchSize()).isEqualTo(1);
        assertThat(mojo.libraries(job)).containsExactlyInAnyOrder(EngineLibrary.NATIVES, EngineLibrary.ONNX_RUNTIME);
    }

    @Test
    @InjectMojo(goal = "measure-latency", pom = "least.xml")
    void anotherProcessorIsAReasonToMeasureAgain(MeasureLatencyMojo mojo) {
        assertThat(mojo.furtherInputs(configure(mojo))).isEqualTo(Map.of("processor", Processor.name()));
    }

    @Test
    @InjectMojo(goal = "measure-latency", pom = "least.xml")
    @MojoParameter(name = "latencyThreads", value = "0")
    void threadsThatAreNoneAreNamed(MeasureLatencyMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<latencyThreads> (-Dl2nas.latencyThreads): 0 is not a positive number");
    }

    @ParameterizedTest
    @CsvSource({
        "runtime, <latencyRuntime> (-Dl2nas.latencyRuntime)",
        "batchSize, <latencyBatch> (-Dl2nas.latencyBatch)",
        "rounds, <latencyRounds> (-Dl2nas.latencyRounds)",
        "sample, <latencySample> (-Dl2nas.latencySample)",
        "check, <latencyCheck> (-Dl2nas.latencyCheck)",
        "compute.threads, <latencyThreads> (-Dl2nas.latencyThreads)",
        "network.cells, <evaluationCells> (-Dl2nas.evaluationCells)",
        "architectures, <architectures> (-Dl2nas.architectures)",
        "dataset.imageSize, <imageSize> (-Dl2nas.imageSize)"
    })
    @InjectMojo(goal = "measure-latency", pom = "least.xml")
    void theParameterBehindAFieldIsNamed(String field, String parameter, MeasureLatencyMojo mojo) {
        assertThat(mojo.parameterOf(field)).hasToString(parameter);
    }

    @Test
    @InjectMojo(goal = "measure-latency", pom = "least.xml")
    @MojoParameter(name = "skipMeasureLatency", value = "true")
    void skippingThisGoalIsSaid(MeasureLatencyMojo mojo) throws Exception {
        mojo.execute();

        verify(log).info("Skipped: <skipMeasureLatency> (-Dl2nas.measureLatency.skip) is set");
    }
}
