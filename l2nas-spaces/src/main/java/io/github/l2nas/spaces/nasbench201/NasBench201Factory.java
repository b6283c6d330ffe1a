package io.github.l2nas.spaces.nasbench201;

import io.github.l2nas.api.extension.NoSettings;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SpaceFactory;
import java.util.Map;

/** Makes {@link NasBench201}. */
public final class NasBench201Factory implements SpaceFactory<NoSettings> {

    @Override
    public String name() {
        return NasBench201.NAME;
    }

    @Override
    public NoSettings defaults() {
        return NoSettings.NONE;
    }

    @Override
    public SearchSpace create(NoSettings settings, Map<String, InputFile> inputs) {
        return new NasBench201();
    }
}
