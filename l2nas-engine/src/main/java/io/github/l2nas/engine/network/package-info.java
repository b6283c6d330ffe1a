/** Networks that run: a layer graph with parameters, forward and backward on a device, and what trains them. */
package io.github.l2nas.engine.network;
