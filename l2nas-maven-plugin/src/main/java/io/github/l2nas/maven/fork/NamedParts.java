package io.github.l2nas.maven.fork;

import io.github.l2nas.api.data.DatasetFormat;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.executor.TrialExecutorFactory;
import io.github.l2nas.api.extension.Extension;
import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.EvaluateSubnetJob;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.MeasureLatencyJob;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.space.SpaceFactory;
import io.github.l2nas.api.strategy.StrategyFactory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of extensions that a job has: of its space, its evaluator, its strategy, its executor, the format of its data set. Whether they are found decides whose
 * classes the engine's JVM needs.
 */
public final class NamedParts {

    private NamedParts() {}

    /**
     * Whether a class loader finds all that a job names, be it a registered extension or a class.
     *
     * @param job the job
     * @param loader sees the extensions
     * @return false where one is missing
     * @throws io.github.l2nas.api.job.JobException where an extension that is registered can't be made
     */
    public static boolean areFound(Job job, ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return kinds(job).entrySet().stream().allMatch(kind -> isFound(kind.getKey(), kind.getValue(), loader))
                    && rankingEvaluators(job).stream().allMatch(part -> isFound(EvaluatorFactory.class, part, loader));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Map<Class<? extends Extension>, Part> kinds(Job job) {
        Map<Class<? extends Extension>, Part> kinds = new LinkedHashMap<>();
        kinds.put(SpaceFactory.class, job.space());
        if (job instanceof SearchJob search) {
            kinds.put(EvaluatorFactory.class, search.evaluator());
            kinds.put(StrategyFactory.class, search.strategy());
            kinds.put(TrialExecutorFactory.class, search.executor());
        } else if (job instanceof TrainSupernetJob training) {
            kinds.put(TrialExecutorFactory.class, training.executor());
        } else if (job instanceof EvaluateJob evaluation) {
            kinds.put(TrialExecutorFactory.class, evaluation.executor());
        } else if (job instanceof EvaluateSubnetJob subnet) {
            kinds.put(EvaluatorFactory.class, subnet.evaluator());
        }
        format(job).ifPresent(name -> kinds.put(DatasetFormat.class, Part.named(name)));
        return kinds;
    }

    /** The evaluators that rank architectures beside the one that scores trials. */
    private static Collection<Part> rankingEvaluators(Job job) {
        return job instanceof SearchJob search ? search.rankingEvaluators().values() : List.of();
    }

    private static Optional<String> format(Job job) {
        DatasetInput dataset = null;
        if (job instanceof SearchJob search) {
            dataset = search.dataset();
        } else if (job instanceof TrainSupernetJob training) {
            dataset = training.dataset();
        } else if (job instanceof EvaluateJob evaluation) {
            dataset = evaluation.dataset();
        } else if (job instanceof EvaluateSubnetJob subnet) {
            dataset = subnet.dataset();
        } else if (job instanceof MeasureLatencyJob latency) {
            dataset = latency.dataset();
        }
        return Optional.ofNullable(dataset).map(DatasetInput::format);
    }

    private static <T extends Extension> boolean isFound(Class<T> kind, Part part, ClassLoader loader) {
        if (part == null) {
            return true;
        }
        if (Extensions.isClassName(part.name())) {
            return loader.getResource(part.name().replace('.', '/') + ".class") != null;
        }
        Extensions<T> known = Extensions.of(kind, kind.getSimpleName(), kind.getSimpleName());
        return known.find(part.name()).isPresent();
    }
}
