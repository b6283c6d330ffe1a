/** A model of the scores so far, a Gaussian process, and the strategy that asks it what to score next. */
package io.github.l2nas.engine.surrogate;
