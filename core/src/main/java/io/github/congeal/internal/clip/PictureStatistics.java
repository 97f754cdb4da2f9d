package io.github.congeal.internal.clip;

import java.util.List;

/**
 * The mean and the standard deviation of each channel of the pictures that a CLIP was trained on.
 *
 * @param means the means of red, green and blue, for values 0..1
 * @param deviations their standard deviations, above 0
 */
public record PictureStatistics(List<Double> means, List<Double> deviations) {
    /** The statistics of OpenAI's models and of nearly all others. */
    public static final PictureStatistics OPENAI = new PictureStatistics(
            List.of(0.48145466, 0.4578275, 0.40821073), List.of(0.26862954, 0.26130258, 0.27577711));

    private static final int CHANNELS = 3;

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if they are not three finite numbers each, the deviations above 0
     */
    public PictureStatistics {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        if (means.size() != CHANNELS
                || deviations.size() != CHANNELS
                || !means.stream().allMatch(Double::isFinite)
                || !deviations.stream().allMatch(value -> Double.isFinite(value) && value > 0)) {
            throw new IllegalArgumentException(
                    "a mean of %s and a deviation of %s are not those of three colours".formatted(means, deviations));
        }
    }

    /** The mean of channel {@code c}. */
    double mean(int c) {
        return means.get(c);
    }

    /** The standard deviation of channel {@code c}. */
    double deviation(int c) {
        return deviations.get(c);
    }
}
