/** Evaluator {@code command}: any program scores architectures. */
package io.github.l2nas.engine.command;
