/**
 * Layer graphs run by PyTorch (through DJL), operation by operation as its eager mode does: what our executor is measured
 * against.
 */
package io.github.l2nas.benchmarks.pytorch;
