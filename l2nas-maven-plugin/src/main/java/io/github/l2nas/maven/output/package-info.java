/** What a job leaves behind: where it lies, whether it is still up to date, and how it is attached to the project. */
package io.github.l2nas.maven.output;
