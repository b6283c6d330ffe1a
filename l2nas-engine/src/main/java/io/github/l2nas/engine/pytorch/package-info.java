/** Trained weights of other frameworks. */
package io.github.l2nas.engine.pytorch;
