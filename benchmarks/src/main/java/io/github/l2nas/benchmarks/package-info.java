/** Measurements of whole processes and of the agent. */
package io.github.l2nas.benchmarks;
