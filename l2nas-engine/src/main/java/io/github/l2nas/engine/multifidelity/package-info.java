/** Strategies that score many architectures at a low fidelity and the promising ones at higher ones. */
package io.github.l2nas.engine.multifidelity;
