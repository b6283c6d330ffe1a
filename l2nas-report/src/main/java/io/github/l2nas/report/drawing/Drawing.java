package io.github.l2nas.report.drawing;

/**
 * A picture.
 *
 * @param width in pixels
 * @param height in pixels
 * @param content what an {@code svg} element of that size holds
 */
public record Drawing(double width, double height, Markup content) {}
