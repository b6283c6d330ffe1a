/** Weight-sharing supernets: trained path by path, kept as {@code supernet.zip}, asked for the accuracy of a path. */
package io.github.l2nas.engine.supernet;
