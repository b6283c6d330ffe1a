/** Reports and comparisons as pages: one HTML file that needs nothing else, and the figures' data beside it. */
package io.github.l2nas.report.page;
