/** The layer graph: what an architecture compiles to, and what is counted, executed, exported and drawn. */
package io.github.l2nas.api.graph;
