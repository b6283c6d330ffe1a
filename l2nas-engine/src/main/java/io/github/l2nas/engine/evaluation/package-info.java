/** What a trained network is worth: test metrics. */
package io.github.l2nas.engine.evaluation;
