package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Sharing.Division;
import java.util.HashMap;
import java.util.Map;

/** How the operations of one run come to be computed; on imaginary buffers not at all. */
final class Execution {
    private final boolean imaginary;
    /** Each operation of a step comes again in the next. */
    private final Map<Call, Runnable> prepared = new HashMap<>();

    Execution(boolean imaginary) {
        this.imaginary = imaginary;
    }

    /**
     * Does what is called for.
     *
     * @param products how many numbers are multiplied and added up, or as many as take as long
     * @param division how it could be divided among threads
     */
    void run(Call call, long products, Division division) {
        if (imaginary) {
            return;
        }
        if (!Backend.onHost()) {
            call.run();
            return;
        }
        Runnable known = prepared.get(call);
        if (known == null) {
            known = Sharing.prepare(call, products, division);
            prepared.put(call, known);
        }
        known.run();
    }

    /**
     * Has work done by operations that ND4J is told of each time.
     *
     * @param products as many as take as long
     */
    void run(long products, Runnable work) {
        if (imaginary) {
            return;
        }
        if (Backend.onHost() && Sharing.isSmall(products)) {
            NativeThreads.alone(work);
        } else {
            work.run();
        }
    }
}
