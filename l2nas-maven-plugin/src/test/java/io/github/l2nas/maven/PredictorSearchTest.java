package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.SearchJob;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

@MojoTest(realRepositorySession = true)
@Basedir("/projects/search")
class PredictorSearchTest extends MojoFixture {

    @Test
    @InjectMojo(goal = "search", pom = "predictor.xml")
    void aPredictorScoresForItsImageSize(SearchMojo mojo) {
        SearchJob job = (SearchJob) mojo.configure(context(), Path.of("out"));

        assertThat(job.evaluator().name()).isEqualTo("predictor");
        assertThat(job.evaluator().inputs()).containsOnlyKeys("predictor");
        InputFile predictor = job.evaluator().input("predictor").orElseThrow();
        assertThat(predictor.name()).isEqualTo("predictor.pth");
        assertThat(predictor.sha256()).hasSize(64);
        assertThat(job.evaluator().settings()).isEqualTo(Map.of("imageSize", "160", "widthMultiplier", "1.2"));
        assertThat(job.dataset()).isNull();
        assertThat(job.constraints().latencyTable().name()).isEqualTo("table.csv");
        assertThat(job.constraints().maxLatency()).isEqualTo(25.5);
        assertThat(mojo.compute(job)).isNull();
    }

    @Test
    @InjectMojo(goal = "search", pom = "predictor.xml")
    @MojoParameter(name = "table", value = "table.csv")
    void aTableAndAPredictorAreOneTooMany(SearchMojo mojo) {
        refuses(
                mojo,
                "<predictor> (-Dl2nas.predictor): there is a <table> (-Dl2nas.table), too; one of them scores"
                        + " architectures, leave the other out");
    }

    @Test
    @InjectMojo(goal = "search", pom = "predictor.xml")
    @MojoParameter(name = "supernet", value = "supernet.zip")
    void aSupernetAndAPredictorAreOneTooMany(SearchMojo mojo) {
        refuses(
                mojo,
                "<predictor> (-Dl2nas.predictor): there is a <supernet> (-Dl2nas.supernet), too; one of them scores"
                        + " architectures, leave the other out");
    }

    @Test
    @InjectMojo(goal = "search", pom = "predictor.xml")
    @MojoParameter(name = "metric", value = "imagenet_top1")
    void aPredictorHasNoColumns(SearchMojo mojo) {
        refuses(mojo, "<metric> (-Dl2nas.metric): only a table has columns; leave it out with a predictor");
    }

    @Test
    @InjectMojo(goal = "search", pom = "predictor.xml")
    void aLatencyIsLimitedByATable(SearchMojo mojo) throws Exception {
        set(mojo, "latencyTable", null);
        refuses(
                mojo,
                "<latencyTable> (-Dl2nas.latencyTable) is missing: maxLatency needs latencies: run measure-latency before, or give"
                        + " its latency.json or its Maven coordinates; for a column of a table write a constraint");
    }

    @Test
    @InjectMojo(goal = "search", pom = "predictor.xml")
    @MojoParameter(name = "predictor", value = "absent.pth")
    void aPredictorThatIsNotThereIsNamed(SearchMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("<predictor> (-Dl2nas.predictor): there is no file ");
    }

    @Test
    @InjectMojo(goal = "search", pom = "supernet.xml")
    void aWidthGoesWithAPredictor(SearchMojo mojo) throws Exception {
        set(mojo, "widthMultiplier", 1.2);
        refuses(
                mojo,
                "<widthMultiplier> (-Dl2nas.widthMultiplier): it goes with a <predictor> (-Dl2nas.predictor);"
                        + " leave it out");
    }
}
