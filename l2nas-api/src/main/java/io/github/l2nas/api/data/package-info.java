/** Data sets: the formats that files are read in, and the images or rows that come out. */
package io.github.l2nas.api.data;
