/** Named, saveable streams of random numbers. */
package io.github.l2nas.api.random;
