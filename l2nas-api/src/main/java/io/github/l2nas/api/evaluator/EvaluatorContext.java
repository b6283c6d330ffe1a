package io.github.l2nas.api.evaluator;

import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.space.SearchSpace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a search gives its evaluator.
 *
 * @param space where architectures come from
 * @param metric what is maximised
 * @param inputs files by their roles
 * @param dataset images or rows that networks run on; empty where the search has none
 * @param network size of the networks, as far as it is declared
 * @param compute what networks run on
 * @param fidelities that the job declares; empty where it declares none
 * @param directory for the evaluator's own files, absolute
 * @param timeUp whether the time that this run may take is used up. An evaluator need not ask; one that can go on later then
 *     throws an {@link EvaluationPausedException} in the midst of an architecture
 * @param notes takes sentences that the user should read
 */
public record EvaluatorContext(
        SearchSpace space,
        String metric,
        Map<String, InputFile> inputs,
        Optional<DatasetInput> dataset,
        NetworkSize network,
        Compute compute,
        Optional<Fidelities> fidelities,
        Path directory,
        BooleanSupplier timeUp,
        Consumer<String> notes) {

    /**
     * An input that the evaluator can't do without.
     *
     * @param role for example {@code table}
     * @param advice what to give, for example {@code give a csv file}
     * @return the file
     * @throws JobException where it is missing
     */
    public InputFile required(String role, String advice) {
        InputFile input = inputs.get(role);
        if (input == null) {
            throw new JobException("evaluator.inputs." + role, "it is missing: " + advice);
        }
        return input;
    }
}
