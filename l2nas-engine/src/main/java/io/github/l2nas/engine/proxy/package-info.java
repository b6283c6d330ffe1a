/** Training-free proxies: numbers that rank networks without training them. */
package io.github.l2nas.engine.proxy;
