package io.github.congeal;

/** A run whose loss is no longer a finite number: its picture is lost. The message says which loss, and after which step. */
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

    /** How many steps had been taken. */
    public int iteration() {
        return iteration;
    }
}
