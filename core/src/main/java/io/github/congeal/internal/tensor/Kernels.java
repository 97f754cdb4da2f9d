package io.github.congeal.internal.tensor;

/**
 * The operations that the engine needs, each writing into a given output, on one {@linkplain Device device} and over
 * the {@link Buffers} of one run.
 *
 * <p>A device must implement the {@link Primitives}. Every other kernel has a default composed of these, which a device may
 * override. In a dry run nothing is computed, but scratch memory is taken as usual, so that the dry run finds exactly the
 * memory that the run will need.
 */
public interface Kernels extends CutoutKernels {
    /** Functions of two numbers. */
    enum Pair {
        /** {@code x + y}. */
        ADD,
        /** {@code x - y}. */
        SUBTRACT,
        /** {@code x * y}. */
        MULTIPLY,
        /** {@code x / y}. */
        DIVIDE,
        /** The larger of the two. */
        MAXIMUM,
        /** The smaller of the two. */
        MINIMUM
    }

    /** Functions of one number. */
    enum Function {
        /** The square root. */
        ROOT,
        /** 1 divided by the square root. */
        RECIPROCAL_ROOT,
        /** The arcsine, in radians. */
        ARCSINE,
        /** The absolute value. */
        ABSOLUTE,
        /** The largest whole number that is at most x. */
        FLOOR,
        /** 1 where x is above 0, otherwise 0. */
        POSITIVE,
        /** The hyperbolic tangent. */
        TANH,
        /** The exponential function. */
        EXPONENTIAL,
        /** Gauss's error function. */
        ERROR_FUNCTION
    }
}
