package io.github.congeal.internal.naming;

import java.util.Arrays;

/** The order of a stored tensor's dimensions, compared with that of torch's layers. */
enum Layout {
    /** The order of torch. */
    SAME {
        @Override
        long[] shape(long... stored) {
            return stored.clone();
        }

        @Override
        float[] arrange(float[] values, long... stored) {
            return values;
        }
    },

    /** A matrix with its two dimensions swapped. */
    TRANSPOSED {
        @Override
        boolean fits(long... stored) {
            return stored.length == 2;
        }

        @Override
        long[] shape(long... stored) {
            return new long[] {stored[1], stored[0]};
        }

        @Override
        float[] arrange(float[] values, long... stored) {
            return reverse(values, (int) stored[0], 1, (int) stored[1]);
        }
    },

    /** A convolution's kernel {@code [kH, kW, Cin, Cout]} that torch has as {@code [Cout, Cin, kH, kW]}. */
    CHANNELS_LAST {
        @Override
        boolean fits(long... stored) {
            return stored.length == 4;
        }

        @Override
        long[] shape(long... stored) {
            return new long[] {stored[3], stored[2], stored[0], stored[1]};
        }

        @Override
        float[] arrange(float[] values, long... stored) {
            return reverse(values, (int) (stored[0] * stored[1]), (int) stored[2], (int) stored[3]);
        }
    },

    /** A vector with further dimensions of size 1, such as the gains of a normalisation in early versions of Flax. */
    PADDED_VECTOR {
        @Override
        long[] shape(long... stored) {
            return Arrays.stream(stored).filter(size -> size != 1).toArray();
        }

        @Override
        float[] arrange(float[] values, long... stored) {
            return values;
        }
    };

    /** Whether a tensor of this shape can have this layout. */
    boolean fits(long... stored) {
        return true;
    }

    /** The shape, in torch's order, of a tensor with this stored shape. */
    abstract long[] shape(long... stored);

    /** The values in torch's order; the given array itself if it is in that order already. */
    abstract float[] arrange(float[] values, long... stored);

    /** Reverses the dimensions: {@code [a, b, c]} to {@code [c, b, a]}. */
    private static float[] reverse(float[] values, int a, int b, int c) {
        float[] result = new float[values.length];
        for (int i = 0; i < a; i++) {
            for (int j = 0; j < b; j++) {
                for (int k = 0; k < c; k++) {
                    result[(k * b + j) * a + i] = values[(i * b + j) * c + k];
                }
            }
        }
        return result;
    }
}
