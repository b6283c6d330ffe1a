package io.github.l2nas.engine.ofa;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.network.SubnetExtractor;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaNetwork;

/**
 * A Once-for-All MobileNetV3 supernet that was trained elsewhere.
 *
 * @param width width multiplier, 1.0 and 1.2 of the published ones
 * @param classes outputs of its classifier
 * @param parameters its tensors, named as in the state dict of the OFA project's present code
 */
public record OfaSupernet(double width, int classes, Parameters parameters) {

    /**
     * Reads a checkpoint.
     *
     * @param file a {@code .pth} of the whole supernet, for example {@code ofa_mbv3_d234_e346_k357_w1.0}
     * @return the supernet
     * @throws io.github.l2nas.api.job.JobException with parameter {@code supernet} where the file is none; says what is
     *     missing or does not fit
     */
    public static OfaSupernet read(InputFile file) {
        return new OfaCheckpoint(file).supernet();
    }

    /**
     * The definition of its sub-networks.
     *
     * @param imageSize side of the images, pixels
     * @return what compiles them
     */
    public OfaNetwork definition(int imageSize) {
        return new OfaNetwork(width, classes, imageSize, imageSize);
    }

    /**
     * A sub-network with inherited weights, batch-normalisation statistics as they are in the supernet.
     *
     * @param architecture the sub-network
     * @param imageSize side of the images, pixels
     * @return a network that stands alone
     */
    public Network subNetwork(OfaArchitecture architecture, int imageSize) {
        return SubnetExtractor.of(definition(imageSize).compile(architecture), parameters);
    }
}
