/**
 * The portable backend: layers as ND4J operations, on whichever processor ND4J's own backend on the class path drives, the
 * CPU or CUDA.
 */
package io.github.l2nas.engine.tensor.nd4j;
