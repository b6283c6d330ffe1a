/** Spaces that are nothing but a list of choices, declared in a POM or in a file. */
package io.github.l2nas.spaces.choices;
