package io.github.l2nas.engine.command;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.job.JobException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes evaluator {@code command}. Its inputs may have any roles: files that the program reads or consists of. Scores depend on
 * their content, and {@code {input:ROLE}} in an argument stands for the place of one.
 */
public final class CommandFactory implements EvaluatorFactory<CommandSettings> {

    @Override
    public String name() {
        return "command";
    }

    @Override
    public CommandSettings defaults() {
        return CommandSettings.DEFAULT;
    }

    @Override
    public Evaluator create(EvaluatorContext context, CommandSettings settings) {
        if (settings.command() == null) {
            throw new JobException(
                    "evaluator.settings.command",
                    "it is missing: name a program and its arguments, for example python3, score.py, {architecture}");
        }
        Path directory = settings.directory(context.directory());
        if (!Files.isDirectory(directory)) {
            throw new JobException(
                    "evaluator.settings.workingDirectory",
                    directory + " is no directory; the command is started there");
        }
        return new CommandEvaluator(context, settings);
    }
}
