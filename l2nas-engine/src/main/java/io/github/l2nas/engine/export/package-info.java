/** Trained networks for other programs: models in ONNX and in DL4J. */
package io.github.l2nas.engine.export;
