package io.github.l2nas.engine.tensor.onednn;

import java.util.List;

/**
 * What is known of numbers of several channels.
 *
 * @param points how many numbers each channel has
 * @param means of each channel
 * @param variances of each channel, biased
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Moments(long points, double[] means, double[] variances) {

    /** Those of all numbers together, in double precision and in the order of the parts. */
    static Moments join(List<Moments> parts) {
        int channels = parts.get(0).means().length;
        long points = 0;
        double[] means = new double[channels];
        for (Moments part : parts) {
            points += part.points();
            for (int c = 0; c < channels; c++) {
                means[c] += part.points() * part.means()[c];
            }
        }
        for (int c = 0; c < channels; c++) {
            means[c] /= points;
        }
        double[] variances = new double[channels];
        for (Moments part : parts) {
            for (int c = 0; c < channels; c++) {
                double distance = part.means()[c] - means[c];
                variances[c] += part.points() * (part.variances()[c] + distance * distance) / points;
            }
        }
        return new Moments(points, means, variances);
    }
}
