package io.github.congeal;

/**
 * A run whose losses, gradient or parameters are no longer finite numbers: its picture is lost. The message says which of
 * them were not finite first, and in which step.
 */
public class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int iteration;

    /**
     * Reports a loss that is no number.
     *
     * @param name of what the loss is, such as the prompt's text
     * @param loss NaN or infinite
     * @param iteration how many steps had been taken
     */
    public DivergedException(String name, double loss, int iteration) {
        super("the loss of \"%s\" was %s after step %d: give a smaller step size or smaller weights"
                .formatted(name, loss, iteration));
        this.iteration = iteration;
    }

    /**
     * Reports a step whose numbers are not finite.
     *
     * @param what which of them were not, such as "the gradient"
     * @param iteration which step it was, counted from 1
     */
    public DivergedException(String what, int iteration) {
        super("%s was NaN or infinite in step %d: give a smaller step size or smaller weights"
                .formatted(what, iteration));
        this.iteration = iteration;
    }

    /** How many steps had been taken. */
    public int iteration() {
        return iteration;
    }
}
