/** Trials of a search and what follows from them. */
package io.github.l2nas.api.trial;
