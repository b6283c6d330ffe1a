package io.github.l2nas.maven.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.PluginExecution;
import org.junit.jupiter.api.Test;

class OutputLayoutTest {

    private static final Path TARGET = Path.of("target", "l2nas");

    @Test
    void aSearchWithoutAnIdUsesTheDirectoryItself() {
        for (String id : new String[] {"default-search", "default-cli", "default", null}) {
            assertThat(OutputLayout.of(TARGET, "search", id, List.of())).isEqualTo(new OutputLayout(TARGET, ""));
        }
    }

    @Test
    void anExecutionWithAnIdUsesASubdirectoryAndAloneThePlainClassifiers() {
        assertThat(OutputLayout.of(TARGET, "search", "small", List.of(execution("small", "search"))))
                .isEqualTo(new OutputLayout(TARGET.resolve("small"), ""));
    }

    @Test
    void amongSeveralTheIdIsAppendedToTheClassifiers() {
        List<PluginExecution> declared = List.of(
                execution("default-search", "search"),
                execution("small", "search"),
                execution("import", "import-table"));

        assertThat(OutputLayout.of(TARGET, "search", "small", declared).classifierSuffix())
                .isEqualTo("-small");
        assertThat(OutputLayout.of(TARGET, "search", "default-search", declared).classifierSuffix())
                .isEmpty();
    }

    @Test
    void aTransferWithoutAnIdNeverSharesWithASearch() {
        List<PluginExecution> declared =
                List.of(execution("default-search", "search"), execution("default-transfer", "transfer"));

        assertThat(OutputLayout.of(TARGET, "transfer", "default-transfer", declared))
                .isEqualTo(new OutputLayout(TARGET.resolve("transfer"), "-transfer"));
    }

    @Test
    void twoGoalsInOneExecutionDoNotShare() {
        List<PluginExecution> declared = List.of(execution("both", "search", "transfer"));

        assertThat(OutputLayout.of(TARGET, "search", "both", declared))
                .isEqualTo(new OutputLayout(TARGET.resolve("both"), "-both"));
        assertThat(OutputLayout.of(TARGET, "transfer", "both", declared))
                .isEqualTo(new OutputLayout(TARGET.resolve("both-transfer"), "-both-transfer"));
    }

    @Test
    void goalsThatAttachOtherClassifiersDoNotMakeASuffixNecessary() {
        List<PluginExecution> declared = List.of(
                execution("small", "search"), execution("super", "train-supernet"), execution("test", "evaluate"));

        for (PluginExecution execution : declared) {
            String goal = execution.getGoals().get(0);
            assertThat(OutputLayout.of(TARGET, goal, execution.getId(), declared))
                    .isEqualTo(new OutputLayout(TARGET.resolve(execution.getId()), ""));
        }
    }

    @Test
    void amongSeveralSupernetsTheIdIsAppendedButNotThatOfThePackagingsExecution() {
        List<PluginExecution> declared =
                List.of(execution("default-train-supernet", "train-supernet"), execution("large", "train-supernet"));

        assertThat(OutputLayout.of(TARGET, "train-supernet", "large", declared))
                .isEqualTo(new OutputLayout(TARGET.resolve("large"), "-large"));
        assertThat(OutputLayout.of(TARGET, "train-supernet", "default-train-supernet", declared))
                .isEqualTo(new OutputLayout(TARGET.resolve("train-supernet"), ""));
    }

    @Test
    void aGoalWritesWhereItsDeclaredExecutionsAndItsCommandLineSay() {
        List<PluginExecution> declared = List.of(
                execution("default-search", "search"),
                execution("both", "train-supernet", "search"),
                execution("super", "train-supernet"));

        assertThat(OutputLayout.directoriesOf(TARGET, List.of("train-supernet"), declared))
                .containsExactly(
                        TARGET.resolve("train-supernet"),
                        TARGET.resolve("both-train-supernet"),
                        TARGET.resolve("super"));
        assertThat(OutputLayout.directoriesOf(TARGET, List.of("search", "transfer"), declared))
                .containsExactly(TARGET, TARGET.resolve("both"), TARGET.resolve("transfer"));
    }

    @Test
    void anExecutionTakenOutOfTheBuildDoesNotCount() {
        PluginExecution unbound = execution("default-search", "search");
        unbound.setPhase("none");

        assertThat(OutputLayout.of(TARGET, "transfer", "cifar100", List.of(unbound, execution("cifar100", "transfer")))
                        .classifierSuffix())
                .isEmpty();
    }

    private static PluginExecution execution(String id, String... goals) {
        PluginExecution execution = new PluginExecution();
        execution.setId(id);
        execution.setGoals(List.of(goals));
        return execution;
    }
}
