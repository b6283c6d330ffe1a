/** The forked JVM in which the engine works. */
package io.github.l2nas.maven.fork;
