/** Parameters as the user writes them, in a POM or on the command line, and what is wrong with them. */
package io.github.l2nas.maven.parameter;
