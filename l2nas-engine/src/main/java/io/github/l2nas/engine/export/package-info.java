/** Trained networks for other programs: DL4J models. */
package io.github.l2nas.engine.export;
