/** The files a search leaves behind, byte for byte the same for the same inputs. */
package io.github.l2nas.engine.result;
