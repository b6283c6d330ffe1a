/** Tensors and the layers that run on them, on exchangeable backends. */
package io.github.l2nas.engine.tensor;
