package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Workers;
import java.util.HashMap;
import java.util.Map;

/** The loops of one run: those that need the same arrays are one, and share them. Not thread-safe. */
final class HostLoops {
    private final Workers workers;
    private final Map<Need, HostLoop> loops = new HashMap<>();

    private record Need(int chunk, int arrays) {}

    /** Loops on some threads. */
    HostLoops(Workers workers) {
        this.workers = workers;
    }

    /**
     * The loop in chunks of so many numbers.
     *
     * @param arrays how many arrays a worker needs, each as long as a chunk
     */
    HostLoop of(int chunk, int arrays) {
        return loops.computeIfAbsent(new Need(chunk, arrays), need -> new HostLoop(workers, chunk, arrays));
    }
}
