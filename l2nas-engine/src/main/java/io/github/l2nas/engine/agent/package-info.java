/**
 * The L2NAS agent (Mills et al., CIKM 2021): actor, critic, elite, replay and the policy that a transfer carries. Plain
 * float loops in a fixed order, so that a search is the same to the bit on every machine.
 */
package io.github.l2nas.engine.agent;
