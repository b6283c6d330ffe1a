/** The CPU backend: layers run as oneDNN primitives on activations in oneDNN's blocked layout. */
package io.github.l2nas.engine.tensor.onednn;
