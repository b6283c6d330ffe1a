package io.github.l2nas.engine.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Backends;

/** What a result depends on of what its networks ran on. */
public final class ComputeJson {

    private ComputeJson() {}

    /**
     * Adds backend and instructions, with how batches are cut into shards or else the number of threads.
     *
     * @param node gets fields
     * @param backend that ran the networks
     * @param compute the job's
     */
    public static void put(ObjectNode node, Backend backend, Compute compute) {
        node.put("backend", backend.name());
        backend.shards().ifPresent(rule -> node.put("shards", rule));
        if (backend.dependsOnThreads()) {
            node.put("threads", compute.effectiveThreads());
        }
        backend.instructions().ifPresent(known -> node.put("instructions", known));
    }

    /**
     * The part of it that a job does not tell: how a batch is cut, or the number of threads where results depend on it.
     *
     * @param compute the job's
     * @return a text, the same where sums are taken in the same order
     */
    public static String division(Compute compute) {
        String threads = compute.effectiveThreads() + " threads";
        return Backends.available(compute.backend())
                .map(backend -> backend.name() + " " + backend.shards().orElse(threads))
                .orElse(threads);
    }
}
