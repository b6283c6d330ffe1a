/** The search: the loop between strategy and evaluator, when it ends, what an architecture may cost. */
package io.github.l2nas.engine.search;
