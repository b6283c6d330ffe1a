/** What scores architectures. */
package io.github.l2nas.api.evaluator;
