package io.github.l2nas.spaces.darts;

import io.github.l2nas.api.extension.NoSettings;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SpaceFactory;
import java.util.Map;

/** Makes {@link Darts}. */
public final class DartsFactory implements SpaceFactory<NoSettings> {

    @Override
    public String name() {
        return Darts.NAME;
    }

    @Override
    public NoSettings defaults() {
        return NoSettings.NONE;
    }

    @Override
    public SearchSpace create(NoSettings settings, Map<String, InputFile> inputs) {
        return new Darts();
    }
}
