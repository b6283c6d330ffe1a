/** How parts of a search are found by their names: spaces, evaluators, strategies and data-set formats. */
package io.github.l2nas.api.extension;
