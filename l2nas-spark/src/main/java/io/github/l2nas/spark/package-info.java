/** Runs trials on an Apache Spark cluster. */
package io.github.l2nas.spark;
