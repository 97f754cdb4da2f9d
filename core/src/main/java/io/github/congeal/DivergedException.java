package io.github.congeal;

/**
 * Thrown when the losses, gradient or parameters of a run are no longer finite numbers, so that its picture is lost.
 * The message says which became infinite or NaN first, and in which step.
 */
public class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int iteration;

    /**
     * Creates an exception for a loss that is not finite.
     *
     * @param name the name of the loss, such as the prompt's text
     * @param loss its value: NaN or infinite
     * @param iteration the number of steps taken before
     */
    public DivergedException(String name, double loss, int iteration) {
        super("the loss of \"%s\" was %s after step %d: give a smaller step size or smaller weights"
                .formatted(name, loss, iteration));
        this.iteration = iteration;
    }

    /**
     * Creates an exception for a step whose numbers are not finite.
     *
     * @param what which numbers, such as "the gradient"
     * @param iteration the number of the step, counted from 1
     */
    public DivergedException(String what, int iteration) {
        super("%s was NaN or infinite in step %d: give a smaller step size or smaller weights"
                .formatted(what, iteration));
        this.iteration = iteration;
    }

    /**
     * Returns the number of steps taken before the loss was measured, or the number of the step that failed, counted
     * from 1.
     */
    public int iteration() {
        return iteration;
    }
}
