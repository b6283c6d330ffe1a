/** Search spaces: action shape, discretizer, architecture values and notations. */
package io.github.l2nas.spaces;
