package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Workers;
import java.util.HashMap;
import java.util.Map;

/** The {@link HostLoop}s of one run; loops with the same chunk and number of arrays are shared. Not thread-safe. */
final class HostLoops {
    private final Workers workers;
    private final Map<Need, HostLoop> loops = new HashMap<>();

    private record Need(int chunk, int arrays) {}

    /** Loops on some threads. */
    HostLoops(Workers workers) {
        this.workers = workers;
    }

    /**
     * The loop with these chunks and arrays.
     *
     * @param chunk the elements of a chunk
     * @param arrays how many scratch arrays a worker needs, each as long as a chunk
     */
    HostLoop of(int chunk, int arrays) {
        return loops.computeIfAbsent(new Need(chunk, arrays), need -> new HostLoop(workers, chunk, arrays));
    }
}
