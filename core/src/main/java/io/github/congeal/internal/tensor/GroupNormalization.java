package io.github.congeal.internal.tensor;

/**
 * Group normalisation (Wu and He 2018) over pictures {@code [N, H, W, C]}, optionally followed by swish. Compared by
 * identity, so that a device can cache what it prepares for it.
 */
public final class GroupNormalization {
    private final int groups;
    private final double epsilon;
    private final float[] gain;
    private final float[] bias;
    private final boolean swish;

    /**
     * A normalisation with frozen weights.
     *
     * @param groups how many groups the channels form, all of the same size
     * @param epsilon added to the variance
     * @param gain {@code [C]}
     * @param bias {@code [C]}
     * @param swish whether {@code x * sigmoid(x)} follows
     */
    public GroupNormalization(int groups, double epsilon, float[] gain, float[] bias, boolean swish) {
        this.groups = groups;
        this.epsilon = epsilon;
        this.gain = gain;
        this.bias = bias;
        this.swish = swish;
    }

    /** How many groups there are. */
    public int groups() {
        return groups;
    }

    /** How many channels there are. */
    public int channels() {
        return gain.length;
    }

    /** What is added to the variance. */
    public double epsilon() {
        return epsilon;
    }

    /** The factor of each channel, {@code [C]}; not to be changed. */
    public float[] gain() {
        return gain;
    }

    /** The term of each channel, {@code [C]}; not to be changed. */
    public float[] bias() {
        return bias;
    }

    /** Whether swish follows. */
    public boolean swish() {
        return swish;
    }

    /** The group of a channel. */
    public int groupOf(int channel) {
        return channel / (gain.length / groups);
    }
}
