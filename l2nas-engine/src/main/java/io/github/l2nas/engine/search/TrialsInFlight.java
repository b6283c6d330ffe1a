package io.github.l2nas.engine.search;

import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.TrialResult;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;

/** The trials that were proposed and not observed, together with the strategy that proposed them: what a checkpoint holds. */
final class TrialsInFlight implements Checkpointable {

    /** A proposed trial, and its result to come. */
    static final class Flight {
        private final ProposedTrial trial;
        private Future<TrialResult> result;

        private Flight(ProposedTrial trial) {
            this.trial = trial;
        }

        ProposedTrial trial() {
            return trial;
        }

        Architecture architecture() {
            return trial.proposal().architecture();
        }

        /** Share of the full fidelity. */
        double share() {
            return trial.proposal().fidelity();
        }

        private boolean full() {
            return share() == 1;
        }

        boolean started() {
            return result != null;
        }

        Future<TrialResult> result() {
            return result;
        }
    }

    private final SearchSpace space;
    private final Strategy strategy;
    private final int concurrency;
    private final Deque<Flight> flights = new ArrayDeque<>();
    /** Those of which it is not settled yet whether they are to be scored. */
    private final Deque<Flight> waiting = new ArrayDeque<>();
    /** How many flights have an architecture, by its identity; for look-up only. */
    private final Map<String, Integer> pendingIdentities = new HashMap<>();
    /** Fidelities at which architectures are being scored, by their identities; for look-up only. */
    private final Map<String, Double> underWay = new HashMap<>();
    /** How many of these are at the full fidelity. */
    private int fullUnderWay;

    /**
     * @param space of the search
     * @param strategy has suggested nothing yet
     * @param concurrency w, the most trials that are in flight
     */
    TrialsInFlight(SearchSpace space, Strategy strategy, int concurrency) {
        this.space = space;
        this.strategy = strategy;
        this.concurrency = concurrency;
    }

    /**
     * Proposes as many trials as there is room for.
     *
     * @param observed number of trials observed
     * @param steps number of the last trial of the search
     */
    void propose(int observed, int steps) {
        while (flights.size() < concurrency && observed + flights.size() < steps) {
            int next = observed + flights.size() + 1;
            PendingTrials pending = new PendingTrials(
                    next,
                    () -> flights.stream().map(Flight::trial).toList(),
                    architecture -> pendingIdentities.containsKey(architecture.identity()));
            add(new ProposedTrial(next, strategy.suggest(pending)));
        }
    }

    private void add(ProposedTrial trial) {
        Flight flight = new Flight(trial);
        flights.addLast(flight);
        pendingIdentities.merge(flight.architecture().identity(), 1, Integer::sum);
        waiting.addLast(flight);
    }

    /**
     * Starts the trials that wait, in the order of their numbers. One whose architecture is under way shares the result; where that
     * is at another fidelity, it waits for it, and so do those behind it.
     *
     * @param most architectures that may be under way at the full fidelity; further trials keep waiting
     * @param affordable whether a trial may start at all; where not, those behind it wait, too
     * @param starter begins to score an architecture; empty where it need not be scored
     */
    void start(int most, Predicate<Flight> affordable, Function<ProposedTrial, Optional<Future<TrialResult>>> starter) {
        while (!waiting.isEmpty()) {
            Flight flight = waiting.getFirst();
            String identity = flight.architecture().identity();
            Double other = underWay.get(identity);
            boolean waits = other == null ? flight.full() && fullUnderWay >= most : other != flight.share();
            if (waits || !affordable.test(flight)) {
                return;
            }
            waiting.removeFirst();
            if (other == null) {
                starter.apply(flight.trial()).ifPresent(result -> {
                    flight.result = result;
                    underWay.put(identity, flight.share());
                    fullUnderWay += flight.full() ? 1 : 0;
                });
            }
        }
    }

    /** Those that were proposed and not observed, in the order of their numbers. */
    Iterable<Flight> all() {
        return Collections.unmodifiableCollection(flights);
    }

    /** The next trial to be observed. */
    Flight first() {
        return flights.getFirst();
    }

    /** Whether the next trial to be observed is under way. */
    boolean nextIsStarted() {
        return !flights.isEmpty() && flights.getFirst().started();
    }

    /** Takes out the trial of the lowest number. */
    Flight removeFirst() {
        Flight first = flights.removeFirst();
        pendingIdentities.computeIfPresent(
                first.architecture().identity(), (identity, count) -> count == 1 ? null : (Integer) (count - 1));
        if (first.started()) {
            underWay.remove(first.architecture().identity());
            fullUnderWay -= first.full() ? 1 : 0;
        } else {
            waiting.remove(first);
        }
        return first;
    }

    /** Ends what is under way. */
    void cancel() {
        for (Flight flight : flights) {
            if (flight.started()) {
                flight.result().cancel(true);
            }
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        strategy.save(out);
        out.writeInt(flights.size());
        for (Flight flight : flights) {
            Proposal proposal = flight.trial().proposal();
            out.writeInt(flight.trial().number());
            out.writeUTF(proposal.architecture().notation());
            out.writeUTF(proposal.origin());
            out.writeBoolean(proposal.predictedReward() != null);
            out.writeDouble(proposal.predictedReward() == null ? 0 : proposal.predictedReward());
            out.writeDouble(proposal.fidelity());
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        strategy.restore(in);
        flights.clear();
        waiting.clear();
        pendingIdentities.clear();
        for (int count = in.readInt(); count > 0; count--) {
            int number = in.readInt();
            Architecture architecture = space.parse(in.readUTF());
            String origin = in.readUTF();
            boolean predicts = in.readBoolean();
            double predicted = in.readDouble();
            Proposal proposal =
                    new Proposal(architecture, origin, predicts ? (Double) predicted : null, in.readDouble());
            add(new ProposedTrial(number, proposal));
        }
    }
}
