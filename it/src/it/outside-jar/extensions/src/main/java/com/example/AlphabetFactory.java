package com.example;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.extension.NoSettings;

/** Evaluator {@code alphabet}: the later a letter comes, the better. */
public class AlphabetFactory implements EvaluatorFactory<NoSettings> {

    @Override
    public String name() {
        return "alphabet";
    }

    @Override
    public NoSettings defaults() {
        return NoSettings.NONE;
    }

    @Override
    public Evaluator create(EvaluatorContext context, NoSettings settings) {
        return candidate -> {
            int[] choices = candidate.architecture().choices();
            return Score.of((3 * choices[0] + choices[1]) / 10.0);
        };
    }
}
