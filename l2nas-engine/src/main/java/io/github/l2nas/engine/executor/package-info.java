/** Runs trials in this process and in worker processes beside it. */
package io.github.l2nas.engine.executor;
