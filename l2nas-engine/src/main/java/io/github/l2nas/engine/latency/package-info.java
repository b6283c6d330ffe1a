/** How long networks take on this machine, measured, and a model of it that tells the latency of every architecture of a space. */
package io.github.l2nas.engine.latency;
