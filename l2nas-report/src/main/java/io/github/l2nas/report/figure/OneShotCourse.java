package io.github.l2nas.report.figure;

import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.result.OneShotEpoch;
import io.github.l2nas.report.result.SearchResult;
import io.github.l2nas.report.result.TrainingCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The training of a one-shot strategy: its loss, and what it would have answered after each epoch. */
public final class OneShotCourse {

    private static final int MOST_CHOICES = 20;

    /** Epochs from 1, one after the other, with the same choice. */
    private record Span(int first, int last, OneShotEpoch end) {

        private String epochs() {
            return first == last ? String.valueOf(first) : first + " to " + last;
        }
    }

    private OneShotCourse() {}

    /**
     * The figure.
     *
     * @param search a search
     * @param title of the figure
     * @param prefix of the data file's name
     * @return nothing where its strategy has trained less than two epochs
     * @throws io.github.l2nas.report.result.ResultException where its file is wrong
     */
    public static Optional<Figure> figure(SearchResult search, String title, String prefix) {
        List<OneShotEpoch> epochs = OneShotEpoch.of(search);
        TrainingCurve curve = new TrainingCurve(
                search.name(),
                search.finished(),
                epochs.stream()
                        .map(epoch -> new TrainingCurve.Epoch(epoch.loss(), epoch.accuracy()))
                        .toList());
        return TrainingCurves.figure(curve, title, "accuracy of the choice with the shared weights", prefix)
                .map(figure -> withChoices(figure, search, epochs, prefix));
    }

    private static Figure withChoices(Figure figure, SearchResult search, List<OneShotEpoch> epochs, String prefix) {
        List<Span> spans = spans(epochs);
        int changes = spans.size() - 1;
        String said = changes == 0
                ? " The choice was the same from the first epoch on."
                : " The choice changed " + changes + (changes == 1 ? " time" : " times") + ", last after epoch "
                        + spans.get(changes).first() + ".";
        CsvData csv = new CsvData("epoch", "loss", "accuracy", "architecture");
        for (int i = 0; i < epochs.size(); i++) {
            OneShotEpoch epoch = epochs.get(i);
            csv.row(i + 1, epoch.loss(), epoch.accuracy(), epoch.architecture());
        }
        return new Figure(
                figure.title(),
                figure.note() + said,
                figure.alternative() + said,
                csv.file(prefix + "one-shot.csv"),
                Optional.of(table(spans, search)),
                figure.drawing());
    }

    private static Figure.Table table(List<Span> spans, SearchResult search) {
        List<Span> shown = spans.subList(Math.max(0, spans.size() - MOST_CHOICES), spans.size());
        return new Figure.Table(
                shown.size() == spans.size() ? "The choices" : "The last " + MOST_CHOICES + " choices",
                List.of("epochs", "% in the last of them", "architecture"),
                shown.stream()
                        .map(span -> List.of(
                                span.epochs(),
                                Decimals.percent(span.end().accuracy()),
                                span.end().architecture()))
                        .toList(),
                ArchitectureMiniature.all(
                        search.found().space(),
                        shown.stream().map(span -> span.end().architecture()).toList()));
    }

    private static List<Span> spans(List<OneShotEpoch> epochs) {
        List<Span> spans = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < epochs.size(); i++) {
            boolean ends = i + 1 == epochs.size()
                    || !epochs.get(i).architecture().equals(epochs.get(i + 1).architecture());
            if (ends) {
                spans.add(new Span(first + 1, i + 1, epochs.get(i)));
                first = i + 1;
            }
        }
        return spans;
    }
}
