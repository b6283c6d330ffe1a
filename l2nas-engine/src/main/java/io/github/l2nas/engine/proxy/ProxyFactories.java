package io.github.l2nas.engine.proxy;

/** The proxies by their names, each an evaluator. */
public final class ProxyFactories {

    private ProxyFactories() {}

    /** The flow of weights ({@link Synflow}). */
    public static final class OfSynflow extends ProxyFactory {
        public OfSynflow() {
            super("synflow", Needs.WEIGHTS, Synflow::of);
        }
    }

    /** How differently images activate a network ({@link Naswot}). */
    public static final class OfNaswot extends ProxyFactory {
        public OfNaswot() {
            super("naswot", Needs.IMAGES, Naswot::of);
        }
    }

    /** How differently images move the output ({@link JacobianCovariance}). */
    public static final class OfJacobCov extends ProxyFactory {
        public OfJacobCov() {
            super("jacob-cov", Needs.IMAGES, JacobianCovariance::of);
        }
    }

    /** Norm of the loss's gradient ({@link LossGradient}). */
    public static final class OfGradNorm extends ProxyFactory {
        public OfGradNorm() {
            super("grad-norm", Needs.IMAGES, LossGradient::norm);
        }
    }

    /** What the loss would change by without each weight ({@link LossGradient}). */
    public static final class OfSnip extends ProxyFactory {
        public OfSnip() {
            super("snip", Needs.IMAGES, LossGradient::snip);
        }
    }

    /** Natural logarithm of the number of trainable parameters, a control. */
    public static final class OfParams extends ProxyFactory {
        public OfParams() {
            super(
                    "params",
                    Needs.LAYERS,
                    network -> StrictMath.log((double) network.graph().params()));
        }
    }

    /** Natural logarithm of the multiply-accumulates for one image, a control. */
    public static final class OfMacs extends ProxyFactory {
        public OfMacs() {
            super(
                    "macs",
                    Needs.LAYERS,
                    network -> StrictMath.log((double) network.graph().macs()));
        }
    }
}
