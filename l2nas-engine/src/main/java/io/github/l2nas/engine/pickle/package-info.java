/** Python's pickles, read as plain data. */
package io.github.l2nas.engine.pickle;
