/** Accuracy predictors: networks that tell an architecture's accuracy without running it. Plain Java throughout. */
package io.github.l2nas.engine.predictor;
