package com.example;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.space.ChoiceArchitecture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** What score.sh does: a k-nearest-neighbour classifier that knows the first 200 digits and is asked for the others. */
public final class Neighbours implements Evaluator {

    private static final int KNOWN = 200;
    private static final int PIXELS = 64;

    /** Rows of 64 pixels from 0 to 16 and the digit. */
    private final int[][] digits;

    /** Reads the digits from the class path. */
    public Neighbours() throws IOException {
        try (InputStream in = Neighbours.class.getResourceAsStream("/digits.csv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            digits = reader.lines()
                    .map(line -> Arrays.stream(line.split(",")).mapToInt(Integer::parseInt).toArray())
                    .toArray(int[][]::new);
        }
    }

    @Override
    public Score evaluate(Candidate candidate) {
        ChoiceArchitecture choices = (ChoiceArchitecture) candidate.architecture();
        long right = IntStream.range(KNOWN, digits.length)
                .filter(row -> classify(digits[row], choices) == digits[row][PIXELS])
                .count();
        return Score.of((double) right / (digits.length - KNOWN));
    }

    /** The k nearest of the known digits vote; the nearest come first, and of equals the first. */
    private int classify(int[] asked, ChoiceArchitecture choices) {
        boolean inverse = choices.counts("weight") && choices.value("weight").equals("inverse");
        double[] distances = IntStream.range(0, KNOWN)
                .mapToDouble(row -> distance(asked, digits[row], choices))
                .toArray();
        double[] votes = new double[10];
        IntStream.range(0, KNOWN)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> distances[row]))
                .limit(choices.number("neighbours"))
                .forEach(row -> votes[digits[row][PIXELS]] += inverse ? 1 / (1 + distances[row]) : 1);
        return IntStream.range(1, votes.length).reduce(0, (best, digit) -> votes[digit] > votes[best] ? digit : best);
    }

    private static double distance(int[] one, int[] other, ChoiceArchitecture choices) {
        int levels = choices.number("levels");
        IntStream apart = IntStream.range(0, PIXELS)
                .map(pixel -> Math.abs(one[pixel] * levels / 17 - other[pixel] * levels / 17));
        return switch (choices.value("distance")) {
            case "manhattan" -> apart.sum();
            case "euclidean" -> Math.sqrt(apart.map(difference -> difference * difference).sum());
            default -> apart.max().orElseThrow();
        };
    }

    /** The same digits, the same answer. */
    @Override
    public boolean usesSeed() {
        return false;
    }

    /** Nothing is kept between two architectures, so that several searches may ask at once. */
    @Override
    public boolean concurrent() {
        return true;
    }
}
