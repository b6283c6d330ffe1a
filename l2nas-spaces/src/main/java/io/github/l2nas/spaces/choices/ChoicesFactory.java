package io.github.l2nas.spaces.choices;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.ChoiceDefinition;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.SpaceFactory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.Map;

/**
 * Makes a {@link ChoiceSpace} of what a POM declares, its settings {@code name} and {@code choices}, or of a JSON file, its
 * input {@code definition}.
 */
public final class ChoicesFactory implements SpaceFactory<ChoicesSettings> {

    /** Name of the factory, not of its spaces. */
    public static final String NAME = "choices";

    private static final String DEFINITION = "definition";
    private static final long LARGEST = 10_000_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChoicesSettings defaults() {
        return ChoicesSettings.NONE;
    }

    @Override
    public boolean complete() {
        return false;
    }

    @Override
    public SearchSpace create(ChoicesSettings settings, Map<String, InputFile> inputs) {
        InputFile file = inputs.get(DEFINITION);
        if (file == null) {
            return requireFreeName(declared(settings), "space.settings.name");
        }
        if (settings.name() != null || !settings.choices().isNull()) {
            throw new JobException(
                    "space.inputs." + DEFINITION,
                    "a file defines the space; leave its name and choices out of the POM");
        }
        return requireFreeName(defined(file), "space.inputs." + DEFINITION);
    }

    /** Results name a space; no two may share a name. */
    private static SearchSpace requireFreeName(SearchSpace space, String field) {
        if (SearchSpaces.isRegistered(space.name())) {
            throw new JobException(
                    field, "there is another search space named '" + space.name() + "'; name this one otherwise");
        }
        return space;
    }

    private static SearchSpace declared(ChoicesSettings settings) {
        if (settings.name() == null) {
            throw new JobException("space.settings.name", "a space of choices needs a name, which results call it by");
        }
        if (settings.choices().isNull()) {
            throw new JobException("space.settings.choices", "a space of choices needs at least one choice");
        }
        try {
            return new ChoiceSpace(settings.name(), ChoiceDefinition.choices(settings.choices()));
        } catch (IllegalArgumentException e) {
            throw new JobException("space.settings.choices", e.getMessage());
        }
    }

    private static SearchSpace defined(InputFile input) {
        try {
            if (Files.size(input.file()) > LARGEST) {
                throw wrong(input, "is larger than " + LARGEST + " bytes, so it is no definition of a space");
            }
            return ChoiceDefinition.read(Files.readString(input.file()));
        } catch (CharacterCodingException e) {
            throw wrong(input, "is not UTF-8 text");
        } catch (IOException e) {
            throw wrong(input, "can't be read: " + AtomicFile.reason(e));
        } catch (IllegalArgumentException e) {
            throw wrong(input, "defines no space: " + e.getMessage());
        }
    }

    private static JobException wrong(InputFile input, String what) {
        return new JobException("space.inputs." + DEFINITION, input.name() + " " + what);
    }
}
