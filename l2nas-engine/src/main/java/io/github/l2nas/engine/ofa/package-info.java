/** Once-for-All supernets that were trained elsewhere: their checkpoints, and what sub-networks with inherited weights do. */
package io.github.l2nas.engine.ofa;
