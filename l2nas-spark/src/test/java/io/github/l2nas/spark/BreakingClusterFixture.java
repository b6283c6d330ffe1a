package io.github.l2nas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import org.junit.jupiter.api.BeforeEach;

/** Searches on clusters that break, beside the same search on this machine. */
abstract class BreakingClusterFixture extends SparkFixture {

    static final int TRIALS_BEFORE = 4;

    /** As long as the first executor may take to begin. */
    static final String SOON = ", \"spark.l2nas.executorTimeout\": \"45s\"";

    private static final int STEPS = 30;

    @BeforeEach
    void searchHere() {
        run(job("here", SearchJob.LOCAL));
    }

    static void assertOneLine(Throwable problem) {
        assertThat(problem)
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("executor.settings.master"));
        assertThat(problem.getMessage()).hasLineCount(1);
    }

    SearchJob job(String output, Part executor) {
        return search(output, Part.named(BySeed.class.getName()), STEPS, executor)
                .build();
    }
}
