/** Search spaces: what an action decides, how architectures are written, what a space can offer beyond that. */
package io.github.l2nas.api.space;
