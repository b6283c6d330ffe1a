/** Benchmark files of other formats, converted into the table that a search reads. */
package io.github.l2nas.engine.importing;
