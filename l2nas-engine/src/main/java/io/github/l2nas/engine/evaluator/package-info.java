/** Evaluators: what scores an architecture. */
package io.github.l2nas.engine.evaluator;
