/** Exported models as programs run them: in ONNX Runtime, which only jobs that run some have on their class path. */
package io.github.l2nas.engine.onnxruntime;
