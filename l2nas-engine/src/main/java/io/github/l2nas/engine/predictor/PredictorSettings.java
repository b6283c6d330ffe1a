package io.github.l2nas.engine.predictor;

/**
 * Settings of evaluator {@code predictor}.
 *
 * @param imageSize side of the square images in pixels, one that the predictor knows; null for the one on which it predicts the
 *     largest sub-network the highest accuracy
 * @param widthMultiplier of the supernet that the predictor describes, for counting; null for 1.0
 */
public record PredictorSettings(Integer imageSize, Double widthMultiplier) {}
