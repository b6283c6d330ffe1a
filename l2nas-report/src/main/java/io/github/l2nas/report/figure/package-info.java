/** The figures of a report: each is computed as data, which is also written to a file, and drawn from that. */
package io.github.l2nas.report.figure;
