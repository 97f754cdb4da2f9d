package io.github.congeal.internal.clip;

/**
 * The mean and the standard deviation of each channel of the pictures that CLIP was trained on, as it was published.
 */
final class PictureStatistics {
    private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};
    private static final double[] DEVIATION = {0.26862954, 0.26130258, 0.27577711};

    private PictureStatistics() {}

    /** The mean of channel {@code c}. */
    static double mean(int c) {
        return MEAN[c];
    }

    /** The standard deviation of channel {@code c}. */
    static double deviation(int c) {
        return DEVIATION[c];
    }
}
