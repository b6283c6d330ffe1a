/** Several objectives at once: which architectures dominate which, and how much a set of them covers. */
package io.github.l2nas.api.objective;
