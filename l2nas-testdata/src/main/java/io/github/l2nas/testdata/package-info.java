/** Data of published benchmarks, for tests. */
package io.github.l2nas.testdata;
