/** The job file, the contract between whoever starts the engine and the engine: what to do, what happened. */
package io.github.l2nas.api.job;
