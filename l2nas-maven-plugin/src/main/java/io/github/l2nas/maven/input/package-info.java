/** Files that a job reads: found on disk or by Maven coordinates, and identified by their content. */
package io.github.l2nas.maven.input;
