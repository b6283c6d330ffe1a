/** Settings: records whose values are overridden by name. */
package io.github.l2nas.api.settings;
