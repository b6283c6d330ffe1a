/** Results as JSON whose bytes depend on their content alone. */
package io.github.l2nas.api.result;
