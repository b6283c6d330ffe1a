/** The format of csv files. */
package io.github.l2nas.engine.text;
