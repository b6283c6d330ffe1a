package io.github.l2nas.engine.strategy;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.objective.NonDominatedSort;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * NSGA-II (Deb et al. 2002, "A fast and elitist multiobjective genetic algorithm: NSGA-II"), made for discrete choices: parents win
 * binary tournaments by rank and crowding distance; uniform crossover takes each block of rows from either parent; each decision of
 * a child changes with probability 1 over their number. Of parents and children together the best by rank and crowding distance
 * are the next parents.
 *
 * <p>A child that is among the parents or their children, infeasible or pending is bred anew. With several trials in flight, children
 * are of the parents that are known by then.
 */
public final class Nsga2 implements Strategy {

    /** Children bred until one is worth a trial; after that a random architecture takes its place. */
    private static final int MOST_BRED = 100;

    /**
     * Settings.
     *
     * @param populationSize parents, and children of a generation; 2 to 100 000
     * @param crossoverProbability how often a child has two parents, 0 to 1
     * @param mutations decisions of a child that change on average, 0 to 1000
     */
    public record Configuration(int populationSize, double crossoverProbability, double mutations) {

        /** Probabilities of the paper; the population is for searches of a few hundred trials. */
        public static final Configuration DEFAULT = new Configuration(20, 0.9, 1);

        public Configuration {
            if (populationSize < 2 || populationSize > 100_000) {
                throw new IllegalArgumentException("populationSize must be 2 to 100000, got " + populationSize);
            }
            if (!(crossoverProbability >= 0 && crossoverProbability <= 1)) {
                throw new IllegalArgumentException("crossoverProbability must be 0 to 1, got " + crossoverProbability);
            }
            if (!(mutations >= 0 && mutations <= 1000)) {
                throw new IllegalArgumentException("mutations must be 0 to 1000, got " + mutations);
            }
        }
    }

    /** Makes it. */
    public static final class Factory implements StrategyFactory<Configuration> {

        @Override
        public String name() {
            return "nsga2";
        }

        @Override
        public Configuration defaults() {
            return Configuration.DEFAULT;
        }

        @Override
        public boolean weighsObjectives() {
            return true;
        }

        @Override
        public Strategy create(SearchContext context, Configuration settings, Optional<InputFile> policy) {
            return new Nsga2(context, settings);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Member(Architecture architecture, double[] losses, int rank, double crowding) {

        Member ranked(int newRank, double newCrowding) {
            return new Member(architecture, losses, newRank, newCrowding);
        }

        /** The crowded-comparison operator of the paper. */
        boolean beats(Member other) {
            return rank < other.rank || (rank == other.rank && crowding > other.crowding);
        }
    }

    private final SearchContext context;
    private final ActionShape shape;
    private final Configuration configuration;
    private final RandomStream initial;
    private final RandomStream tournament;
    private final RandomStream crossover;
    private final RandomStream mutation;
    private List<Member> parents = new ArrayList<>();
    private final List<Member> children = new ArrayList<>();

    /**
     * @param context the search it serves
     * @param configuration in force
     */
    public Nsga2(SearchContext context, Configuration configuration) {
        this.context = context;
        shape = context.space().actionShape();
        this.configuration = configuration;
        initial = context.stream("nsga2.initial");
        tournament = context.stream("nsga2.tournament");
        crossover = context.stream("nsga2.crossover");
        mutation = context.stream("nsga2.mutation");
    }

    /**
     * The next proposal.
     *
     * @return of origin {@code random} in the first generation, later {@code crossover} or, of one parent, {@code mutation}
     */
    @Override
    public Proposal suggest(PendingTrials pending) {
        for (int bred = 0; bred < MOST_BRED && !parents.isEmpty(); bred++) {
            Proposal child = child();
            if (context.feasible().test(child.architecture())
                    && !pending.contains(child.architecture())
                    && !isMember(child.architecture())) {
                return child;
            }
        }
        return new Proposal(context.randomArchitecture(initial, pending), "random");
    }

    private boolean isMember(Architecture architecture) {
        String identity = architecture.identity();
        return parents.stream()
                        .anyMatch(member -> member.architecture().identity().equals(identity))
                || children.stream()
                        .anyMatch(member -> member.architecture().identity().equals(identity));
    }

    private Proposal child() {
        int[] choices = winner().architecture().choices();
        boolean crosses = crossover.nextDouble() < configuration.crossoverProbability();
        if (crosses) {
            choices = crossed(choices, winner().architecture().choices());
        }
        return new Proposal(mutated(context.space().architecture(choices)), crosses ? "crossover" : "mutation");
    }

    private Member winner() {
        Member one = parents.get(tournament.nextInt(parents.size()));
        Member other = parents.get(tournament.nextInt(parents.size()));
        return other.beats(one) ? other : one;
    }

    /** A block of rows is decided as a whole: picks of two parents would not add up. */
    private int[] crossed(int[] one, int[] other) {
        int[] child = one.clone();
        for (ActionShape.Block block : shape.blocks()) {
            if (crossover.nextInt(2) == 1) {
                System.arraycopy(other, block.firstRow(), child, block.firstRow(), block.rows());
            }
        }
        return child;
    }

    /** As many steps to a random neighbour, which differs in one decision, as decisions are drawn. */
    private Architecture mutated(Architecture architecture) {
        int decisions =
                shape.blocks().stream().mapToInt(ActionShape.Block::picks).sum();
        Architecture mutated = architecture;
        for (int decision = 0; decision < decisions; decision++) {
            if (mutation.nextDouble() < configuration.mutations() / decisions) {
                List<Architecture> neighbours = context.space().neighbours(mutated);
                mutated = neighbours.isEmpty() ? mutated : neighbours.get(mutation.nextInt(neighbours.size()));
            }
        }
        return mutated;
    }

    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        if (!result.scored()) {
            return 0;
        }
        children.add(
                new Member(trial.proposal().architecture(), context.objectives().losses(result), 0, 0));
        if (children.size() == configuration.populationSize()) {
            children.addAll(parents);
            parents = survivors(children, configuration.populationSize());
            children.clear();
        }
        return result.accuracy();
    }

    /** Front after front, the last that fits in part by crowding distance; of equals the earlier. */
    private static List<Member> survivors(List<Member> all, int count) {
        List<Member> survivors = new ArrayList<>();
        List<List<Integer>> fronts =
                NonDominatedSort.fronts(all.stream().map(Member::losses).toList());
        for (int rank = 0; rank < fronts.size() && survivors.size() < count; rank++) {
            List<Member> front = fronts.get(rank).stream().map(all::get).toList();
            double[] crowding =
                    CrowdingDistance.of(front.stream().map(Member::losses).toList());
            int of = rank;
            IntStream.range(0, front.size())
                    .mapToObj(i -> front.get(i).ranked(of, crowding[i]))
                    .sorted(Comparator.comparingDouble(Member::crowding).reversed())
                    .limit(count - survivors.size())
                    .forEach(survivors::add);
        }
        return survivors;
    }

    private List<RandomStream> streams() {
        return List.of(initial, tournament, crossover, mutation);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (RandomStream stream : streams()) {
            stream.save(out);
        }
        save(parents, out);
        save(children, out);
    }

    private static void save(List<Member> members, DataOutput out) throws IOException {
        out.writeInt(members.size());
        for (Member member : members) {
            out.writeUTF(member.architecture().notation());
            for (double loss : member.losses()) {
                out.writeDouble(loss);
            }
            out.writeInt(member.rank());
            out.writeDouble(member.crowding());
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (RandomStream stream : streams()) {
            stream.restore(in);
        }
        parents = restored(in);
        children.clear();
        children.addAll(restored(in));
    }

    private List<Member> restored(DataInput in) throws IOException {
        List<Member> members = new ArrayList<>();
        for (int size = in.readInt(); size > 0; size--) {
            Architecture architecture = context.space().parse(in.readUTF());
            double[] losses = new double[context.objectives().size()];
            for (int i = 0; i < losses.length; i++) {
                losses[i] = in.readDouble();
            }
            members.add(new Member(architecture, losses, in.readInt(), in.readDouble()));
        }
        return members;
    }
}
