/** The goals: parameters, what they mean and how they become a job of the engine. */
package io.github.l2nas.maven;
