package io.github.congeal.internal.tensor;

/**
 * The operations that the engine needs, each writing into a given output, on one {@linkplain Device device} and over
 * the {@link Buffers} of one run.
 *
 * <p>A device must implement the {@link Primitives}. Every other kernel has a default made of these, which a device
 * overrides if it has a better way. In a dry run nothing is computed, but scratch memory is taken as usual, so it finds
 * exactly the memory that the run will need.
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
        /** 1 through the square root. */
        RECIPROCAL_ROOT,
        /** The angle whose sine it is. */
        ARCSINE,
        /** The number without its sign. */
        ABSOLUTE,
        /** The largest whole number that is not larger. */
        FLOOR,
        /** 1 where it is above 0, and otherwise 0. */
        POSITIVE,
        /** The hyperbolic tangent. */
        TANH,
        /** e to its power. */
        EXPONENTIAL,
        /** Gauss's error function. */
        ERROR_FUNCTION
    }
}
