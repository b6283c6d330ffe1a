package io.github.l2nas.spaces.ofa;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SpaceFactory;
import java.util.Map;

/** Makes {@link OfaMobileNetV3}. */
public final class OfaMobileNetV3Factory implements SpaceFactory<OfaSettings> {

    private static final int CLASSES = 1000;

    @Override
    public String name() {
        return OfaMobileNetV3.NAME;
    }

    @Override
    public OfaSettings defaults() {
        return OfaSettings.of(OfaNetwork.IMAGENET);
    }

    @Override
    public SearchSpace create(OfaSettings settings, Map<String, InputFile> inputs) {
        return new OfaMobileNetV3(
                new OfaNetwork(settings.widthMultiplier(), CLASSES, settings.imageSize(), settings.imageSize()));
    }
}
