/** Scores and limits by benchmark tables, {@link io.github.l2nas.api.table.BenchmarkTable}. */
package io.github.l2nas.engine.table;
