package io.github.l2nas.report.figure;

import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.Curve;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.Panels;
import io.github.l2nas.report.drawing.Plot;
import io.github.l2nas.report.drawing.Series;
import io.github.l2nas.report.result.TrainingCurve;
import io.github.l2nas.report.result.TrainingCurve.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Loss and validation accuracy of a training by epoch. */
public final class TrainingCurves {

    private static final double LEAST_PANEL = 300;
    private static final double HEIGHT = 200;

    private TrainingCurves() {}

    /**
     * The figure.
     *
     * @param curve the training
     * @param title what was trained
     * @param accuracy what the accuracy is of
     * @param prefix of the data file's name
     * @return nothing for a training of less than two epochs
     */
    public static Optional<Figure> figure(TrainingCurve curve, String title, String accuracy, String prefix) {
        List<Epoch> epochs = curve.epochs();
        if (epochs.size() < 2) {
            return Optional.empty();
        }
        List<Curve.Point> losses = points(epochs, Epoch::loss);
        List<Curve.Point> accuracies = points(epochs, epoch -> 100 * epoch.accuracy());
        Epoch first = epochs.get(0);
        Epoch last = epochs.get(epochs.size() - 1);
        String alternative = "In " + epochs.size() + " epochs the training loss goes from " + rounded(first.loss())
                + " to " + rounded(last.loss())
                + (Double.isNaN(last.accuracy())
                        ? "."
                        : ", " + accuracy + " from " + Decimals.percent(first.accuracy()) + " % to "
                                + Decimals.percent(last.accuracy()) + " %.");
        List<DoubleFunction<Drawing>> pictures = new ArrayList<>();
        pictures.add(width -> chart("training loss", losses, 0).draw(width, HEIGHT));
        if (accuracies.size() > 1) {
            pictures.add(width -> chart("% " + accuracy, accuracies, 2).draw(width, HEIGHT));
        }
        return Optional.of(new Figure(
                title,
                "Mean loss of each epoch's mini-batches"
                        + (accuracies.size() > 1 ? ", and " + accuracy + " after the epoch." : "."),
                alternative,
                data(epochs).file(prefix + "training.csv"),
                Optional.empty(),
                Optional.of(width -> Panels.arrange(width, LEAST_PANEL, pictures))));
    }

    private static String rounded(double value) {
        return Decimals.rounded(value, 3).toPlainString();
    }

    private static CsvData data(List<Epoch> epochs) {
        CsvData csv = new CsvData("epoch", "loss", "accuracy");
        for (int i = 0; i < epochs.size(); i++) {
            csv.row(i + 1, epochs.get(i).loss(), epochs.get(i).accuracy());
        }
        return csv;
    }

    private static List<Curve.Point> points(List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
        List<Curve.Point> points = new ArrayList<>();
        for (int i = 0; i < epochs.size(); i++) {
            double y = value.applyAsDouble(epochs.get(i));
            if (!Double.isNaN(y)) {
                points.add(new Curve.Point(i + 1, y));
            }
        }
        return points;
    }

    private static Plot chart(String label, List<Curve.Point> points, int colour) {
        double low = points.stream().mapToDouble(Curve.Point::y).min().orElseThrow();
        double high = points.stream().mapToDouble(Curve.Point::y).max().orElseThrow();
        double last = points.get(points.size() - 1).x();
        return new Plot(
                new Axis("epoch", 0, last),
                Axis.around(label, low, high),
                List.of(new Curve("", Series.look(colour), false, points)));
    }
}
