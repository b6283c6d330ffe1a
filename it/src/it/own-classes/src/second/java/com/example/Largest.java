package com.example;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;

/** The larger the number, the better. */
public class Largest implements Evaluator {

    @Override
    public Score evaluate(Candidate candidate) {
        int number = 0;
        for (int digit : candidate.architecture().choices()) {
            number = 10 * number + digit;
        }
        return Score.of(number / 444.0);
    }
}
