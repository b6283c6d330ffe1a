/** Search strategies: what suggests architectures and learns from their scores. */
package io.github.l2nas.api.strategy;
