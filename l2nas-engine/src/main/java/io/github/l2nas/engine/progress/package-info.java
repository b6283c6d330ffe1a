/** How far a job is, and how long it may take. */
package io.github.l2nas.engine.progress;
