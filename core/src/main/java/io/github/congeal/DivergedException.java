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
        this(name, loss, iteration, advice(iteration));
    }

    /**
     * Creates an exception for a loss that is not finite, and says why.
     *
     * @param name the name of the loss, such as the prompt's text
     * @param loss its value: NaN or infinite
     * @param iteration the number of steps taken before
     * @param advice the reason or what to do about it, as a sentence without its full stop
     */
    public DivergedException(String name, double loss, int iteration, String advice) {
        this(iteration, "the loss of \"%s\" was %s after step %s: %s".formatted(name, loss, iteration, advice));
    }

    /**
     * Creates an exception for a step whose numbers are not finite.
     *
     * @param what which numbers, such as "the gradient"
     * @param iteration the number of the step, counted from 1; 0 if the numbers were not finite before the first step
     */
    public DivergedException(String what, int iteration) {
        this(iteration, "%s was NaN or infinite in step %s: %s".formatted(what, iteration, advice(iteration)));
    }

    private DivergedException(int iteration, String message) {
        super(message);
        this.iteration = iteration;
    }

    /**
     * Returns an exception for the gradient of a caller's own loss that is not finite.
     *
     * @param name the name of the loss
     * @param value a number of the gradient: NaN or infinite
     * @param iteration the number of steps taken before
     */
    public static DivergedException ofGradient(String name, double value, int iteration) {
        return new DivergedException(
                iteration,
                "the gradient of the loss \"%s\" was %s after step %s: the program computes it itself"
                        .formatted(name, value, iteration));
    }

    private static String advice(int iteration) {
        return iteration == 0
                ? "nothing was moved yet, so a weight that was given, or one of the model's, is damaged or far too large"
                : "give a smaller step size or smaller weights; if that does not help, a weight of the model is far too large";
    }

    /**
     * Returns the number of steps taken before the loss was measured, or the number of the step that failed, counted
     * from 1.
     */
    public int iteration() {
        return iteration;
    }
}
