package io.github.congeal.internal.sketcher;

/**
 * The parameters of iterative decoding, as in MaskGIT (Chang et al. 2022).
 *
 * @param passes the number of passes
 * @param guidance the scale of classifier-free guidance from the neighbours alone to neighbours and text; 1 is no guidance,
 *     and twice as fast as any other value
 * @param temperature the temperature at which codes are drawn; the lower, the more often the likeliest is drawn
 * @param placeTemperature the scale of the Gumbel noise in the choice of the positions to decide, which falls to 0 in the last
 *     pass
 */
public record Sampling(int passes, double guidance, double temperature, double placeTemperature) {
    /** The parameters that the sketcher was evaluated with. */
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

    /** The number of positions that are undecided after {@code done} passes, by the cosine schedule. */
    int undecidedAfter(int done, int places) {
        return done < passes ? (int) (Math.cos(Math.PI / 2 * done / passes) * places) : 0;
    }
}
