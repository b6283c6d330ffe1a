package io.github.l2nas.engine.latency;

import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.MeasureLatencyJob;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.table.BenchmarkTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Which architectures are timed, and which blocks. */
final class MeasuredArchitectures {

    /** Architectures around which blocks are looked for: each of their neighbours differs in one choice. */
    private static final int CENTRES = 8;

    private MeasuredArchitectures() {}

    /**
     * Those of a table.
     *
     * @param table csv with a column {@code architecture}, or a column for each choice
     * @param space of the architectures
     * @return in the order of the file
     * @throws JobException where the file can't be read or a row is wrong; names the line
     */
    static List<Architecture> listed(InputFile table, SearchSpace space) {
        ContentDigest.requireUnchanged(table, "architectures");
        try {
            return List.copyOf(
                    BenchmarkTable.read(table.file(), table.name(), space).architectures());
        } catch (JobException e) {
            throw new JobException("architectures", e.getMessage());
        }
    }

    /**
     * Random ones, all different, whose networks look at their image.
     *
     * @param job says how many: those to fit with, then those to check with
     * @param space of the architectures
     * @param networks of them
     * @return always the same for a seed
     * @throws JobException where the space does not have so many
     */
    static List<Architecture> sample(MeasureLatencyJob job, SearchSpace space, SizedNetworks networks) {
        int wanted = job.sample() + job.check();
        SearchContext any = SearchContext.unconstrained(space, job.seed());
        RandomStream random = any.stream("latency.sample");
        Set<String> drawn = new HashSet<>();
        List<Architecture> sample = new ArrayList<>();
        while (sample.size() < wanted) {
            Architecture next = any.newArchitecture(random, drawn);
            if (!drawn.add(next.identity())) {
                throw new JobException(
                        "sample",
                        "sample and check together ask for " + wanted + " different networks, and " + space.name()
                                + " has about " + sample.size() + ". Ask for fewer");
            }
            if (SizedNetworks.readsImage(networks.graph(next))) {
                sample.add(next);
            }
        }
        return sample;
    }

    /**
     * The blocks of which the networks of a space are made: those of some architectures, and of all that differ from a few of them in one
     * choice.
     *
     * @param sample random architectures
     * @param space of the architectures
     * @param blocksOf the blocks that are run of an architecture's network
     * @return sorted by name
     */
    static List<Block> blocks(
            List<Architecture> sample, SearchSpace space, Function<Architecture, List<Block>> blocksOf) {
        Map<String, Block> blocks = new TreeMap<>();
        Map<String, Architecture> looked = new LinkedHashMap<>();
        sample.forEach(architecture -> looked.put(architecture.identity(), architecture));
        sample.stream()
                .limit(CENTRES)
                .flatMap(centre -> space.neighbours(centre).stream())
                .forEach(neighbour -> looked.putIfAbsent(neighbour.identity(), neighbour));
        for (Architecture architecture : looked.values()) {
            blocksOf.apply(architecture).forEach(block -> blocks.putIfAbsent(block.name(), block));
        }
        return List.copyOf(blocks.values());
    }
}
