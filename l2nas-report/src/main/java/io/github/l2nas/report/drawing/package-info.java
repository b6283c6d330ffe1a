/** Charts and diagrams as SVG, in colours that the page's style sheet gives. They know nothing of searches. */
package io.github.l2nas.report.drawing;
