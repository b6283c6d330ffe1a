/** The DARTS space (Liu et al. 2019): two cells described by a genotype. */
package io.github.l2nas.spaces.darts;
