/** Tasks: parts of a job that are no trials, done in this process or by workers. */
package io.github.l2nas.engine.task;
