/** Benchmark tables: a row for each architecture of a space, a column for each thing measured. */
package io.github.l2nas.engine.table;
