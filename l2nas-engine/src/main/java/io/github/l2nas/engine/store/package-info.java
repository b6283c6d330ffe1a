/** Scores that outlive their search: what they depend on, and the directory that keeps them. */
package io.github.l2nas.engine.store;
