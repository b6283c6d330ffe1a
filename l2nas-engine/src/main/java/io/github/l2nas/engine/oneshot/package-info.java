/** One-shot strategies: they train a supernet and what chooses its operations together. */
package io.github.l2nas.engine.oneshot;
