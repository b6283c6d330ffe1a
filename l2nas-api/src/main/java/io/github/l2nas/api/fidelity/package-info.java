/** How much of something a score rests on: epochs, images, the columns of a table. */
package io.github.l2nas.api.fidelity;
