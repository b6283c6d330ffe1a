/** Training: recipes and the loop that follows them, resumable to the bit. */
package io.github.l2nas.engine.training;
