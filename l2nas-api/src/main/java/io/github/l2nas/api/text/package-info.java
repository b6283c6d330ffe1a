/** Numbers as text and back, the same on every machine. */
package io.github.l2nas.api.text;
