/** What makes a killed search go on: the journal of finished trials, checkpoints, and files that appear whole or not at all. */
package io.github.l2nas.engine.journal;
