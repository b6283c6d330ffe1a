package io.github.l2nas.report.figure;

import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.LanePlot;
import io.github.l2nas.report.result.SearchResult;
import io.github.l2nas.report.result.TimedTrial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/** When the trials of a search ran and on which worker. Of the runs of a search that was interrupted one follows the other. */
public final class TrialsAndWorkers {

    /** Bars in one picture, about: shorter ones are drawn as one. */
    private static final double MOST_BARS = 1000;

    /** Pixels. */
    private static final double LEAST_BAR = 3;

    private static final int MOST_LANES = 32;
    private static final int MOST_BREAKS = 30;
    private static final List<String> NUMBERS = List.of(
            "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve");

    /**
     * A trial where it is drawn.
     *
     * @param from milliseconds since the first trial, without the time between runs
     * @param to the same
     */
    private record Placed(TimedTrial trial, long from, long to) {}

    /** What one worker did, in the order of time. */
    private record Lane(String name, List<Placed> trials) {

        long end() {
            return trials.get(trials.size() - 1).to();
        }
    }

    /** The lanes of one name: what goes by it may run several trials at once. */
    private static final class Lanes {

        private final List<Lane> all = new ArrayList<>();
        /** Numbers of those that are free. */
        private final PriorityQueue<Integer> free = new PriorityQueue<>();
        /** Numbers of the others; the one that ends first is the first. */
        private final PriorityQueue<Integer> busy = new PriorityQueue<>(
                Comparator.comparingLong(lane -> all.get(lane).end()));

        /** Into the first lane that is free. Trials come in the order in which they begin. */
        Lane add(Placed trial) {
            while (!busy.isEmpty() && all.get(busy.peek()).end() <= trial.from()) {
                free.add(busy.remove());
            }
            int number = free.isEmpty() ? all.size() : free.remove();
            if (number == all.size()) {
                all.add(new Lane("", new ArrayList<>()));
            }
            Lane lane = all.get(number);
            lane.trials().add(trial);
            busy.add(number);
            return lane;
        }
    }

    private final String metric;
    private final List<TimedTrial> all;
    private final List<Lane> lanes = new ArrayList<>();
    /** Where a run ends and the next one begins. */
    private final List<Long> breaks = new ArrayList<>();

    private long length;
    private double capacity;

    private TrialsAndWorkers(String metric, List<TimedTrial> all) {
        this.metric = metric;
        this.all = all;
        place();
    }

    /**
     * The figure.
     *
     * @param search the search
     * @param title of the figure
     * @param prefix of the data file's name
     * @return nothing where it has no timeline, or all scores were known
     * @throws io.github.l2nas.report.result.ResultException where a timeline is wrong
     */
    public static Optional<Figure> figure(SearchResult search, String title, String prefix) {
        List<TimedTrial> all = TimedTrial.of(search);
        if (all.stream().noneMatch(TimedTrial::ran)) {
            return Optional.empty();
        }
        return Optional.of(new TrialsAndWorkers(search.found().metric(), all).figure(title, prefix));
    }

    private Figure figure(String title, String prefix) {
        String said = said();
        return new Figure(
                title,
                said + " A bar is a trial; where they are short, several."
                        + (breaks.isEmpty() ? "" : " A dashed line is where the search was interrupted and went on.")
                        + (lanes.size() > MOST_LANES ? " The first " + MOST_LANES + " workers are shown." : ""),
                said,
                data().file(prefix + "trials-and-workers.csv"),
                Optional.empty(),
                Optional.of(width -> plot(width).draw(width)));
    }

    private void place() {
        Map<Instant, List<TimedTrial>> runs = new TreeMap<>();
        all.stream()
                .filter(TimedTrial::ran)
                .forEach(trial -> runs.computeIfAbsent(trial.run(), run -> new ArrayList<>())
                        .add(trial));
        Map<String, Lanes> byWorker =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (List<TimedTrial> run : runs.values()) {
            if (length > 0) {
                breaks.add(length);
            }
            long first = run.stream().mapToLong(TimedTrial::start).min().orElseThrow();
            long last = run.stream().mapToLong(TimedTrial::end).max().orElseThrow();
            long begin = length;
            Set<Lane> busy = Collections.newSetFromMap(new IdentityHashMap<>());
            run.stream()
                    .sorted(Comparator.comparingLong(TimedTrial::start).thenComparingLong(TimedTrial::end))
                    .forEach(trial -> {
                        Lane lane = byWorker.computeIfAbsent(trial.worker(), worker -> new Lanes())
                                .add(new Placed(trial, begin + trial.start() - first, begin + trial.end() - first));
                        if (lane.end() > begin) {
                            busy.add(lane);
                        }
                    });
            length += last - first;
            capacity += (double) busy.size() * (last - first);
        }
        byWorker.forEach((worker, itsLanes) -> {
            List<Lane> own = itsLanes.all;
            for (int i = 0; i < own.size(); i++) {
                lanes.add(new Lane(
                        own.size() == 1 ? worker : worker + " " + (i + 1),
                        own.get(i).trials()));
            }
        });
    }

    private String said() {
        List<TimedTrial> ran = all.stream().filter(TimedTrial::ran).toList();
        long failed = ran.stream().filter(TimedTrial::failed).count();
        long known = all.size() - (long) ran.size();
        double busy = ran.stream().mapToLong(TimedTrial::millis).sum();
        long longest = ran.stream().mapToLong(TimedTrial::millis).max().orElseThrow();
        return (lanes.size() < NUMBERS.size() ? NUMBERS.get(lanes.size()) : String.valueOf(lanes.size()))
                + (lanes.size() == 1 ? " worker was busy " : " workers were busy ")
                + (capacity == 0 ? 100 : Math.round(100 * busy / capacity))
                + "\u00a0% of the time in which trials ran, "
                + time(length) + ". " + ran.size() + (ran.size() == 1 ? " trial" : " trials") + " took "
                + time(Math.round(busy / ran.size())) + " each on average, the longest " + time(longest) + "; "
                + (failed == 0 ? "none" : failed) + " failed."
                + (known == 0
                        ? ""
                        : " " + known + (known == 1 ? " score was" : " scores were")
                                + " known from other searches and took no worker.");
    }

    private static String time(long millis) {
        if (millis < 1000) {
            return millis + "\u00a0ms";
        }
        Unit unit = Unit.of(millis);
        return Decimals.rounded(millis / unit.millis(), 3).toPlainString() + "\u00a0" + unit.sign();
    }

    /** In what times are told. */
    private record Unit(String sign, double millis) {

        /** Times of more than two of the next unit are told in it. */
        static Unit of(long millis) {
            return millis < 120_000
                    ? new Unit("s", 1000)
                    : millis < 7_200_000 ? new Unit("min", 60_000) : new Unit("h", 3_600_000);
        }
    }

    private CsvData data() {
        Map<TimedTrial, String> names = new LinkedHashMap<>();
        lanes.forEach(lane -> lane.trials().forEach(placed -> names.put(placed.trial(), lane.name())));
        CsvData csv = new CsvData("run", "seed", "trial", "lane", "start_s", "end_s", "outcome", "accuracy");
        for (TimedTrial trial : all) {
            csv.row(
                    trial.run(),
                    trial.seed(),
                    trial.trial(),
                    names.getOrDefault(trial, ""),
                    trial.start() / 1000.0,
                    trial.end() / 1000.0,
                    !trial.ran() ? "reused" : trial.failed() ? "failed" : "scored",
                    trial.accuracy());
        }
        return csv;
    }

    private LanePlot plot(double width) {
        Unit unit = Unit.of(length);
        double pixel = Math.max(1, length) / width;
        List<Lane> shown = lanes.subList(0, Math.min(MOST_LANES, lanes.size()));
        double least = pixel * Math.max(LEAST_BAR, shown.size() * width / MOST_BARS);
        return new LanePlot(
                new Axis("time in which trials ran (" + unit.sign() + ")", 0, Math.max(1, length) / unit.millis()),
                shown.stream()
                        .map(lane -> new LanePlot.Lane(lane.name(), bars(lane, least, unit)))
                        .toList(),
                breaks.size() > MOST_BREAKS
                        ? List.of()
                        : breaks.stream().map(at -> at / unit.millis()).toList(),
                all.stream().anyMatch(TimedTrial::failed) ? List.of("scored", "failed") : List.of());
    }

    /** Trials that are short and close to each other are one bar. */
    private List<LanePlot.Bar> bars(Lane lane, double least, Unit unit) {
        List<LanePlot.Bar> bars = new ArrayList<>();
        List<Placed> together = new ArrayList<>();
        for (Placed next : lane.trials()) {
            if (!together.isEmpty()) {
                long from = together.get(0).from();
                long to = together.get(together.size() - 1).to();
                boolean joins = to - from < least && next.to() - next.from() < least && next.from() - to < least / 2;
                if (!joins) {
                    bars.add(bar(together, unit));
                    together.clear();
                }
            }
            together.add(next);
        }
        bars.add(bar(together, unit));
        return bars;
    }

    private LanePlot.Bar bar(List<Placed> trials, Unit unit) {
        Placed first = trials.get(0);
        Placed last = trials.get(trials.size() - 1);
        long failed = trials.stream().filter(one -> one.trial().failed()).count();
        return new LanePlot.Bar(
                first.from() / unit.millis(),
                last.to() / unit.millis(),
                (double) failed / trials.size(),
                trials.size() == 1 ? text(first.trial()) : text(trials, failed));
    }

    private String text(TimedTrial trial) {
        return name(trial)
                + (trial.failed()
                        ? ": failed after "
                        : ": " + metric + " " + Decimals.percent(trial.accuracy()) + "\u00a0%, ")
                + time(trial.millis());
    }

    private static String name(TimedTrial trial) {
        String name = trial.trial() == 0 ? "the consensus" : "trial " + trial.trial();
        return trial.seed().isEmpty() ? name : "seed " + trial.seed() + ", " + name;
    }

    private static String text(List<Placed> trials, long failed) {
        long sum = trials.stream().mapToLong(one -> one.trial().millis()).sum();
        return trials.size() + " trials, " + name(trials.get(0).trial()) + " to "
                + name(trials.get(trials.size() - 1).trial()) + ": "
                + (failed == 0 ? "" : failed + " failed, ") + time(sum / trials.size()) + " each on average";
    }
}
