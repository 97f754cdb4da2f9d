package io.github.congeal.control;

import java.util.Optional;

/**
 * A random direction among CLIP's embeddings that the picture should come near. It stands for nothing in particular,
 * but makes the picture deviate from what the prompts alone would give, always in the same way for the same seed.
 * Written as {@code 123:0.1}, the seed and the weight.
 *
 * <p>As in the notebooks (crowsonkb's z+quantize notebook, {@code noise_prompt_seeds}), the direction consists of
 * independent normal numbers. They come from this library's own generator, so a seed gives another direction than
 * there.
 *
 * @param seed determines the direction
 * @param weight how much it counts beside the prompts, 1 by default; from -1e9 to 1e9
 */
public record NoisePrompt(long seed, Schedule weight) {
    /** The written form. */
    public static final Form<NoisePrompt> FORM = Form.of(
            NoisePrompt::parse,
            NoisePrompt::toString,
            "a whole number, with :WEIGHT behind it, which may be a schedule in brackets",
            "123:0.1");

    /**
     * Creates a noise prompt.
     *
     * @throws IllegalArgumentException if the weight is out of range
     */
    public NoisePrompt {
        Range.WEIGHT.require("weight of noise prompt " + seed, weight);
    }

    private static NoisePrompt parse(String written) {
        WeightedText weighted = WeightedText.parse(written, text -> false);
        if (weighted.stop().isPresent()) {
            throw new FormException();
        }
        return new NoisePrompt(Long.parseLong(weighted.text().strip()), weighted.weight());
    }

    @Override
    public String toString() {
        return new WeightedText(Long.toString(seed), weight, Optional.empty()).write(text -> false);
    }
}
