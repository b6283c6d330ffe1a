/** Files that are written whole, and their digests. */
package io.github.l2nas.api.file;
