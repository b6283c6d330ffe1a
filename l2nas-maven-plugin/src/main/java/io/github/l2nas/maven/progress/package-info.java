/** How a job's progress is shown on the console. */
package io.github.l2nas.maven.progress;
