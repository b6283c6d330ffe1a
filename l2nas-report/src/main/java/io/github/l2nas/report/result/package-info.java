/** What searches, trainings and evaluations leave behind, read for a report. */
package io.github.l2nas.report.result;
