/** Trained networks with weights and activations of eight bits: calibrated, written and tested in ONNX Runtime. */
package io.github.l2nas.engine.quantization;
