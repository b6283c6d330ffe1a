/** How a POM declares a search space. */
package io.github.l2nas.maven.space;
