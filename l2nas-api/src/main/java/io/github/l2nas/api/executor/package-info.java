/** Where trials run: in the engine's process, in processes beside it, on a cluster. */
package io.github.l2nas.api.executor;
