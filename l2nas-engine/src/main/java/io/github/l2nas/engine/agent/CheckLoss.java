package io.github.l2nas.engine.agent;

/**
 * The check loss of quantile regression, equation (5): {@code rho(x) = x (tau - 1[x <= 0])} of the residual {@code x = r -
 * Q}. Its minimiser over a distribution of r is the tau-quantile.
 *
 * @param quantile tau in (0, 1)
 */
record CheckLoss(float quantile) {

    /**
     * rho.
     *
     * @param residual r - Q
     * @return the loss, at least 0
     */
    float loss(float residual) {
        return residual * slope(residual);
    }

    /**
     * The derivative by the residual; the derivative by Q is its negative.
     *
     * @param residual r - Q
     * @return tau, or tau - 1 for a residual of at most 0
     */
    float slope(float residual) {
        return residual <= 0 ? quantile - 1 : quantile;
    }
}
