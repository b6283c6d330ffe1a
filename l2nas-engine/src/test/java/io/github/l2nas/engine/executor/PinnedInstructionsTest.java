package io.github.l2nas.engine.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.engine.JobFixture;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.tensor.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers use the instructions of the engine's processor, or none at all. */
class PinnedInstructionsTest extends JobFixture {

    private static final String HERE = Backends.choose("onednn").instructions().orElseThrow();

    private SearchJob job;

    @BeforeEach
    void declare() throws IOException {
        writeImages(60);
        job = Jobs.search("nas-bench-201", Part.named("train").with("epochs", 1).with("batchSize", 20), out("out"))
                .dataset(dataset)
                .network(new NetworkSize(8, 1))
                .steps(1)
                .build();
        Files.createDirectories(out("out"));
    }

    @Test
    void aWorkerIsHeldToTheInstructionsOfTheEngine() throws Exception {
        Map<String, String> environment = WorkerCommand.environment(job, job.compute());
        assertThat(environment)
                .containsEntry(PinnedInstructions.EXPECTED, HERE)
                .hasEntrySatisfying(
                        PinnedInstructions.MOST, most -> assertThat(most).isEqualToIgnoringCase(HERE));
        start(environment).close();
    }

    /** A lesser processor is one whose better instructions are forbidden. */
    @Test
    void aWorkerOnALesserProcessorRefuses() {
        Map<String, String> lesser = new TreeMap<>(WorkerCommand.environment(job, job.compute()));
        lesser.put(PinnedInstructions.MOST, "SSE41");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> start(lesser))
                .withMessageContainingAll("has the instructions sse41", HERE, "ONEDNN_MAX_CPU_ISA=SSE41");
    }

    @Test
    void aSearchWithoutNetworksPinsNothing() {
        SearchJob program = Jobs.search(
                        "nas-bench-201", Part.named("command").with("command", "[\"true\"]"), out("out"))
                .build();
        assertThat(WorkerCommand.environment(program, program.compute())).doesNotContainKey(PinnedInstructions.MOST);
    }

    private WorkerProcess start(Map<String, String> environment) throws Exception {
        return WorkerProcess.start(
                WorkerCommand.of(job, job.compute(), null).line(), environment, WorkerCommand.oneLine(job));
    }
}
