package io.github.congeal.internal.sketcher;

/**
 * How the passes of a sketch draw codes, as in MaskGIT (Chang et al. 2022).
 *
 * @param passes how many there are
 * @param guidance how far to go from what the neighbours alone suggest towards what the text changes; at 1 as trained, and
 *     twice as fast as at any other
 * @param temperature of the choice among codes; the lower, the more often the likeliest
 * @param placeTemperature of the Gumbel noise on the choice of the places to decide, which fades to nothing in the last
 *     pass
 */
public record Sampling(int passes, double guidance, double temperature, double placeTemperature) {
    /** As trained and examined. */
    public static final Sampling USUAL = new Sampling(8, 1, 0.5, 3);

    private static final int MOST_PASSES = 1000;

    /** Checks the numbers. */
    public Sampling {
        require(passes >= 1 && passes <= MOST_PASSES, "passes", passes, "from 1 to 1000");
        require(guidance >= 0 && guidance <= 100, "guidance", guidance, "from 0 to 100");
        require(temperature > 0 && temperature <= 100, "temperature", temperature, "above 0 and at most 100");
        require(
                placeTemperature >= 0 && placeTemperature <= 100,
                "placeTemperature",
                placeTemperature,
                "from 0 to 100");
    }

    private static void require(boolean condition, String name, Number value, String allowed) {
        if (!condition) {
            throw new IllegalArgumentException("%s is %s, but must be %s".formatted(name, value, allowed));
        }
    }

    /** How many of some places are still undecided after some passes: the cosine schedule. */
    int undecidedAfter(int done, int places) {
        return done < passes ? (int) (Math.cos(Math.PI / 2 * done / passes) * places) : 0;
    }
}
