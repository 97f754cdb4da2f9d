package io.github.congeal.internal.tensor.nd4j;

/** Executes the operations of one run; in a dry run it does not. */
public class Execution {
    private final boolean dry;

    /** Execution, or none. */
    public Execution(boolean dry) {
        this.dry = dry;
    }

    /**
     * Does what is called for.
     *
     * @param products how many numbers are multiplied and added up, or as many as take as long
     * @param division how it could be divided among threads
     */
    public final void run(Call call, long products, Call.Division division) {
        if (!dry) {
            perform(call, products, division);
        }
    }

    /**
     * Does what ND4J is told of each time.
     *
     * @param products as many as take as long
     */
    public final void run(long products, Runnable work) {
        if (!dry) {
            perform(products, work);
        }
    }

    /** Does what is not an operation of ND4J. */
    public final void run(Runnable work) {
        if (!dry) {
            work.run();
        }
    }

    /** Performs a call as suits the device. */
    protected void perform(Call call, long products, Call.Division division) {
        call.run();
    }

    /** Performs work as suits the device. */
    protected void perform(long products, Runnable work) {
        work.run();
    }
}
