/** Published results that are computed once more: what they were made from, and whether the same bytes come out. */
package io.github.l2nas.maven.reproduce;
