package io.github.l2nas.engine.supernet;

import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.network.Parameters;
import java.util.Optional;

/**
 * A trained supernet.
 *
 * @param space name of its search space
 * @param skeleton the network around its cells
 * @param datasetName what the data set was called
 * @param datasetSha256 digest of the data set it was trained on
 * @param normalisation of its images
 * @param seed of the split into a training and a validation half, and of weights that no path has trained
 * @param networks digest of its networks, where the space builds them whole
 * @param accEnv best validation accuracy of a path seen during training, in (0, 1]: Acc_env of reward (7)
 * @param guessing the highest such accuracy that guesses explain: a supernet whose {@code accEnv} is not above it has learned
 *     nothing; 0 where it is not known
 * @param parameters its weights
 */
public record Supernet(
        String space,
        Skeleton skeleton,
        String datasetName,
        String datasetSha256,
        Normalisation normalisation,
        long seed,
        Optional<String> networks,
        double accEnv,
        double guessing,
        Parameters parameters) {

    /**
     * Whether the supernet has learned anything.
     *
     * @return false where its best path is no better than guessing
     */
    public boolean hasLearned() {
        return accEnv > guessing;
    }
}
