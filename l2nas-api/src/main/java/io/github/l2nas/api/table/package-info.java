/** Tables of measured architectures, and how csv files are read. */
package io.github.l2nas.api.table;
