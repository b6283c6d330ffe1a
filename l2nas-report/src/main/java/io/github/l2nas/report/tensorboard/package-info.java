/** Searches and trainings as event files, which TensorBoard shows. */
package io.github.l2nas.report.tensorboard;
