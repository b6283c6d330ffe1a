/** Search strategies: what suggests the next architecture and learns from its score. */
package io.github.l2nas.engine.strategy;
