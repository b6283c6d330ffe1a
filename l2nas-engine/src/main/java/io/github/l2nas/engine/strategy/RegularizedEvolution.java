package io.github.l2nas.engine.strategy;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import io.github.l2nas.api.trial.TrialResult;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Regularized evolution (Real et al. 2019): the best of a random sample of the population gets a child that differs in
 * one decision; the child enters the population, the oldest member leaves. Where no feasible child turns up, a random
 * architecture takes its place; what was not scored never enters the population.
 */
public final class RegularizedEvolution implements Strategy {

    /** Tournaments and mutations tried until a child is feasible and not pending. */
    private static final int MUTATIONS = 100;

    /**
     * Settings.
     *
     * @param populationSize members, at least 2
     * @param sampleSize members that compete to be parent, drawn with replacement; at least 1
     */
    public record Configuration(int populationSize, int sampleSize) {
        /** The sizes usual on NAS-Bench-201. */
        public static final Configuration DEFAULT = new Configuration(20, 5);

        public Configuration {
            if (populationSize < 2) {
                throw new IllegalArgumentException("populationSize must be at least 2, got " + populationSize);
            }
            if (sampleSize < 1) {
                throw new IllegalArgumentException("sampleSize must be at least 1, got " + sampleSize);
            }
        }
    }

    private record Member(Architecture architecture, double accuracy) {}

    /** Makes it. */
    public static final class Factory implements StrategyFactory<Configuration> {

        @Override
        public String name() {
            return "regularized-evolution";
        }

        @Override
        public Configuration defaults() {
            return Configuration.DEFAULT;
        }

        @Override
        public Strategy create(SearchContext context, Configuration settings, Optional<InputFile> policy) {
            return new RegularizedEvolution(context, settings);
        }
    }

    private final SearchContext context;
    private final Configuration configuration;
    private final RandomStream initial;
    private final RandomStream tournament;
    private final RandomStream mutation;
    private final Deque<Member> population = new ArrayDeque<>();

    public RegularizedEvolution(SearchContext context, Configuration configuration) {
        this.context = context;
        this.configuration = configuration;
        initial = context.stream("evolution.initial");
        tournament = context.stream("evolution.tournament");
        mutation = context.stream("evolution.mutation");
    }

    @Override
    public Proposal suggest(PendingTrials pending) {
        Optional<Architecture> child =
                population.size() < configuration.populationSize() ? Optional.empty() : child(pending);
        return child.map(architecture -> new Proposal(architecture, "mutation"))
                .orElseGet(() -> new Proposal(context.randomArchitecture(initial, pending), "random"));
    }

    /** Each attempt has a tournament of its own, so a parent without feasible neighbours doesn't end the search. */
    private Optional<Architecture> child(PendingTrials pending) {
        for (int attempt = 0; attempt < MUTATIONS; attempt++) {
            List<Architecture> neighbours = context.space().neighbours(parent());
            if (!neighbours.isEmpty()) {
                Architecture child = neighbours.get(mutation.nextInt(neighbours.size()));
                if (context.feasible().test(child) && !pending.contains(child)) {
                    return Optional.of(child);
                }
            }
        }
        return Optional.empty();
    }

    private Architecture parent() {
        List<Member> members = new ArrayList<>(population);
        Member best = null;
        for (int i = 0; i < configuration.sampleSize(); i++) {
            Member member = members.get(tournament.nextInt(members.size()));
            if (best == null || member.accuracy() > best.accuracy()) {
                best = member;
            }
        }
        return best.architecture();
    }

    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        if (!result.scored()) {
            return 0;
        }
        population.addLast(new Member(trial.proposal().architecture(), result.accuracy()));
        if (population.size() > configuration.populationSize()) {
            population.removeFirst();
        }
        return result.accuracy();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        initial.save(out);
        tournament.save(out);
        mutation.save(out);
        out.writeInt(population.size());
        for (Member member : population) {
            out.writeUTF(member.architecture().notation());
            out.writeDouble(member.accuracy());
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        initial.restore(in);
        tournament.restore(in);
        mutation.restore(in);
        population.clear();
        for (int size = in.readInt(); size > 0; size--) {
            population.addLast(new Member(context.space().parse(in.readUTF()), in.readDouble()));
        }
    }
}
