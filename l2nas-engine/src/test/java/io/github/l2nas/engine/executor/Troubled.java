package io.github.l2nas.engine.executor;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.evaluator.Score;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** An evaluator whose scores depend on the architecture and the seed alone, and that meets with everything on the way to them. */
public final class Troubled implements EvaluatorFactory<Troubled.Settings> {

    /** Choices that the first row of an architecture can have. */
    private static final int KINDS = 5;

    /**
     * @param marks directory for traces of what has happened once
     * @param sleepMillis longest sleep, at random
     * @param killed share of the architectures, in kinds, that kill their process the first time
     * @param last what the architectures of the last kind do: {@code score}, {@code memory}, {@code halt} or {@code hang}
     */
    public record Settings(String marks, int sleepMillis, int killed, String last) {}

    @Override
    public String name() {
        return "troubled";
    }

    @Override
    public Settings defaults() {
        return new Settings(null, 20, 0, "score");
    }

    @Override
    public Evaluator create(EvaluatorContext context, Settings settings) {
        return candidate -> {
            System.out.println("{\"accuracy\": 0.99} is what an evaluator may print");
            int kind = candidate.architecture().choices()[0];
            pause(settings.sleepMillis() == 0 ? 0 : ThreadLocalRandom.current().nextInt(settings.sleepMillis()));
            if (kind < settings.killed() && isFirst(Path.of(settings.marks()), candidate)) {
                killThisProcess();
            }
            if (kind == KINDS - 1) {
                last(settings.last());
            }
            return Score.of(Math.floorMod(candidate.seed(), 1000) / 1000.0);
        };
    }

    private static void last(String what) {
        switch (what) {
            case "memory" -> {
                List<long[]> all = new ArrayList<>();
                while (all.size() < Integer.MAX_VALUE) {
                    all.add(new long[1 << 24]);
                }
            }
            case "halt" -> Runtime.getRuntime().halt(134);
            case "hang" -> pause(Long.MAX_VALUE);
            default -> {
                // scores like the others
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isFirst(Path marks, Candidate candidate) {
        try {
            Files.createDirectories(marks);
            Files.createFile(marks.resolve(Long.toHexString(candidate.seed())));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void killThisProcess() {
        try {
            new ProcessBuilder(
                            "kill", "-9", String.valueOf(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            pause(10_000);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
