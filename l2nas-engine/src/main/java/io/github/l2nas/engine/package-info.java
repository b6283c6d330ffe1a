/** The engine: runs a job file. */
package io.github.l2nas.engine;
