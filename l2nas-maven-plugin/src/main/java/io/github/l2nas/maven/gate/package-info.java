/** Whether a result is good enough beside one that is published. */
package io.github.l2nas.maven.gate;
