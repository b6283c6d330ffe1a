package com.example;

import io.github.l2nas.api.extension.NoSettings;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SpaceFactory;
import java.util.Map;

/** Space {@code letters}: two letters. */
public class LettersFactory implements SpaceFactory<NoSettings> {

    @Override
    public String name() {
        return "letters";
    }

    @Override
    public NoSettings defaults() {
        return NoSettings.NONE;
    }

    @Override
    public SearchSpace create(NoSettings settings, Map<String, InputFile> inputs) {
        return new ChoiceSpace("letters", Choice.of("first", "a", "b", "c"), Choice.of("second", "x", "y", "z"));
    }
}
