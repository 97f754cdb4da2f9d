package io.github.congeal.internal.tensor.nd4j;

/** Executes the operations of one run, or does nothing in a dry run. */
public class Execution {
    private final boolean dry;

    /** Execution of a run or, if dry, of a dry run. */
    public Execution(boolean dry) {
        this.dry = dry;
    }

    /**
     * Executes a call.
     *
     * @param products its cost in multiply-adds
     * @param division how it can be divided among threads
     */
    public final void run(Call call, long products, Call.Division division) {
        if (!dry) {
            perform(call, products, division);
        }
    }

    /**
     * Executes work that calls ND4J without a {@link Call}.
     *
     * @param products its cost in multiply-adds
     */
    public final void run(long products, Runnable work) {
        if (!dry) {
            perform(products, work);
        }
    }

    /** Executes work that does not call ND4J. */
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
