package io.github.l2nas.maven;

import io.github.l2nas.maven.output.EarlierOutputs;
import io.github.l2nas.maven.output.Receipt;
import io.github.l2nas.maven.output.ReceiptFile;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The result of a project that may be checked: all of it is finished and as it was written. */
final class CheckedResult {

    private final EarlierOutputs searches;
    private final EarlierOutputs evaluations;

    /**
     * @param context the build
     * @param outputDirectory the parameter of that name
     */
    CheckedResult(BuildContext context, File outputDirectory) {
        searches = new EarlierOutputs(
                context.directoriesOf(outputDirectory, List.of("search", "transfer")), "architecture.json");
        evaluations =
                new EarlierOutputs(context.directoriesOf(outputDirectory, List.of("evaluate")), "evaluation.json");
    }

    /**
     * Where it lies.
     *
     * @param parameter would name another result, for messages
     * @return directory of the only search
     * @throws io.github.l2nas.maven.parameter.ParameterException where there is none, or it may not be checked
     */
    String directory(GoalParameter parameter) {
        requireSound(parameter, searches, "search");
        requireSound(parameter, evaluations, "evaluation");
        Path found = AbstractPublishingMojo.sole(searches, parameter);
        if (found == null) {
            throw parameter.wrong("no search of this project has found anything yet; run search before");
        }
        return found.getParent().toString();
    }

    private static void requireSound(GoalParameter parameter, EarlierOutputs outputs, String what) {
        outputs.failure().ifPresent(failure -> {
            throw parameter.wrong("the " + what + " " + failure);
        });
        outputs.unfinished().stream().findFirst().ifPresent(directory -> {
            throw parameter.wrong("the " + what + " in " + directory
                    + " has not ended yet, and what is unfinished does not pass; build again, it goes on from there");
        });
        for (Path file : outputs.finished()) {
            List<String> damage = damage(file.getParent());
            if (!damage.isEmpty()) {
                throw parameter.wrong("the " + what + " in " + file.getParent() + " is not as it was written: "
                        + String.join("; ", damage) + ". Run it again");
            }
        }
    }

    private static List<String> damage(Path directory) {
        try {
            Optional<Receipt> receipt = new ReceiptFile(directory).read();
            return receipt.isEmpty()
                    ? List.of("its receipt is gone")
                    : receipt.get().damage(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
