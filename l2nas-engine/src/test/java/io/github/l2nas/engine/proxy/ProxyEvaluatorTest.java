package io.github.l2nas.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.own.NasBenchMacro;
import io.github.l2nas.engine.search.EvaluatorChoice;
import io.github.l2nas.testdata.SharedData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyEvaluatorTest {

    @TempDir
    private Path directory;

    private Evaluator evaluator(String space, Part proxy, DatasetInput dataset) {
        SearchSpace declared = SearchSpaces.of(Part.named(space));
        return EvaluatorChoice.of(
                        Jobs.search(space, proxy, directory).dataset(dataset).build(),
                        declared,
                        () -> false,
                        note -> {})
                .evaluator();
    }

    private Score score(Evaluator evaluator, Architecture architecture) {
        return evaluator.evaluate(new Candidate(architecture, 1, 1, directory));
    }

    private static DatasetInput cifar() {
        return new DatasetInput(Jobs.input(SharedData.file("data/cifar-10-batches-bin")), null, null, null, null);
    }

    @ParameterizedTest
    @CsvSource({"nas-bench-201,1,16", "darts,3,16", "ofa-mbv3,,64", "io.github.l2nas.engine.own.NasBenchMacro,,16"})
    void synflowRanksBuiltInAndOwnNetworks(String name, String cells, int imageSize) {
        Part proxy = Part.named("synflow").with("imageSize", imageSize).with("cells", cells);
        SearchContext context = SearchContext.unconstrained(SearchSpaces.of(Part.named(name)), 1);
        RandomStream random = context.stream("networks");
        try (Evaluator evaluator = evaluator(name, proxy, null)) {
            for (int i = 0; i < 3; i++) {
                Architecture architecture = context.randomArchitecture(random);
                Score first = score(evaluator, architecture);
                assertThat(first.metrics().get("synflow")).isPositive();
                assertThat(first.accuracy()).isBetween(0.5, 1.0);
                assertThat(score(evaluator, architecture)).isEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"naswot", "jacob-cov", "grad-norm", "snip"})
    void proxiesOfImagesTakeAMiniBatch(String name) {
        Part proxy = Part.named(name).with("imageSize", 8).with("images", 16);
        SearchContext context = SearchContext.unconstrained(SearchSpaces.named("nas-bench-201"), 1);
        RandomStream random = context.stream("networks");
        try (Evaluator evaluator = evaluator("nas-bench-201", proxy, cifar())) {
            Score one = score(evaluator, context.randomArchitecture(random));
            Score other = score(evaluator, context.randomArchitecture(random));
            assertThat(one.metrics()).containsOnlyKeys(name);
            assertThat(one.metrics().get(name)).isNotEqualTo(other.metrics().get(name));
            assertThat(one.accuracy() > other.accuracy())
                    .isEqualTo(one.metrics().get(name) > other.metrics().get(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"synflow", "jacob-cov"})
    void aNetworkWithoutAPathIsAsBadAsCanBe(String name) {
        SearchSpace space = SearchSpaces.named("nas-bench-201");
        Part proxy = Part.named(name).with("imageSize", 8).with("images", 4);
        try (Evaluator evaluator = evaluator("nas-bench-201", proxy, cifar())) {
            assertThat(score(evaluator, space.architecture(new int[6]))).isEqualTo(Score.of(0));
        }
    }

    @Test
    void aSubnetOfOnceForAllIsANetworkOfItsOwn() {
        SearchSpace space = SearchSpaces.named("ofa-mbv3");
        CostModel published = space.capability(CostModel.class).orElseThrow();
        Architecture architecture = space.architecture(new int[25]);
        try (Evaluator params = evaluator("ofa-mbv3", Part.named("params"), null);
                Evaluator macs = evaluator("ofa-mbv3", Part.named("macs"), null)) {
            assertThat(score(params, architecture).metrics().get("params"))
                    .isCloseTo(Math.log((double) published.cost(architecture).params()), within(1e-12));
            assertThat(score(macs, architecture).metrics().get("macs"))
                    .isCloseTo(Math.log((double) published.cost(architecture).macs()), within(1e-12));
        }
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> evaluator("ofa-mbv3", Part.named("synflow").with("cells", 2), null))
                .withMessageContaining("space ofa-mbv3 builds its networks itself");
    }

    @Test
    void controlsCountTheNetworkThatIsLookedAt() {
        NasBenchMacro space = new NasBenchMacro();
        Architecture architecture = space.architecture(new int[8]);
        try (Evaluator params = evaluator(NasBenchMacro.class.getName(), Part.named("params"), null);
                Evaluator macs = evaluator(
                        NasBenchMacro.class.getName(), Part.named("macs").with("imageSize", 32), null)) {
            assertThat(score(params, architecture).metrics().get("params")).isCloseTo(Math.log(387_882), within(1e-12));
            assertThat(score(macs, architecture).metrics().get("macs")).isCloseTo(Math.log(7_713_280), within(1e-12));
        }
    }

    @Test
    void imagesAreMadeSmallerByMeans() {
        Batch batch = new Batch(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 4, 0, 0, 8, 0}, new int[] {1});
        Batch reduced = ProxyNetworks.reduced(batch, new Shape(1, 4, 4), 2);
        assertThat(reduced.images()).containsExactly(3.5f, 5.5f, 0, 3);
        assertThat(ProxyNetworks.reduced(batch, new Shape(4, 2, 2), 2).images()).containsExactly(2.5f, 6.5f, 1, 2);
    }

    private void refuses(String space, Part proxy, DatasetInput dataset, String field, String... words) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> evaluator(space, proxy, dataset).close())
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(field))
                .satisfies(e -> assertThat(e.getMessage()).contains(List.of(words)));
    }

    @Test
    void mistakesAreRefusedByName() {
        Part naswot = Part.named("naswot");
        refuses("nas-bench-201", naswot, null, "dataset", "naswot needs a data set");
        refuses("nas-bench-201", naswot.with("images", 1), null, "evaluator.settings.images", "at least 2, got 1");
        refuses(
                "nas-bench-201",
                naswot.with("imageSize", 5),
                cifar(),
                "evaluator.settings.imageSize",
                "5 does not divide");
        refuses(
                "nas-bench-201",
                naswot.with("images", 20_000),
                cifar(),
                "evaluator.settings.images",
                "which has 10000");
        refuses(
                "nas-bench-201",
                Part.named("synflow").with("imageSize", 6),
                null,
                "evaluator.settings.imageSize",
                "6 x 6");
        refuses(
                NasBenchMacro.class.getName(),
                Part.named("synflow").with("cells", 2),
                null,
                "evaluator.settings.cells",
                "builds its networks itself");
    }

    @Test
    void theyAreRegisteredAsOthersAre() {
        List<String> names =
                Extensions.<EvaluatorFactory<?>>of(EvaluatorFactory.class, "evaluator", "evaluator").all().stream()
                        .map(factory -> factory.name())
                        .toList();
        assertThat(names).contains("synflow", "naswot", "jacob-cov", "grad-norm", "snip", "params", "macs");
    }
}
