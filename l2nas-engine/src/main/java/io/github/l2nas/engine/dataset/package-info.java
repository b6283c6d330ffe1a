/** Labelled images: reading them from files, checking them, splitting them, and making mini-batches of them. */
package io.github.l2nas.engine.dataset;
