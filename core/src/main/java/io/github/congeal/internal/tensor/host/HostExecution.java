package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.ThreadLimit;
import io.github.congeal.internal.tensor.Workers;
import io.github.congeal.internal.tensor.nd4j.Call;
import io.github.congeal.internal.tensor.nd4j.Execution;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Executes a run's operations on the host: each is prepared once, and shared among threads as suits it. */
final class HostExecution extends Execution implements AutoCloseable {
    /** A step executes the same operations on the same tensors as the step before. */
    private final Map<Call, Runnable> prepared = new HashMap<>();

    private final Workers workers;
    private @Nullable NativeContexts contexts;

    HostExecution(boolean dry, Workers workers) {
        super(dry);
        this.workers = workers;
    }

    /** The owner of the run's native contexts, made on first use, which in a dry run does not happen. Thread-safe. */
    synchronized NativeContexts contexts() {
        if (contexts == null) {
            contexts = new NativeContexts();
        }
        return contexts;
    }

    /** Forgets all operations, and frees their native contexts. */
    @Override
    public synchronized void close() {
        prepared.clear();
        if (contexts != null) {
            contexts.close();
        }
    }

    @Override
    protected void perform(Call call, long products, Call.Division division) {
        Runnable known = prepared.get(call);
        if (known == null) {
            known = Sharing.prepare(call, products, division, workers, contexts());
            prepared.put(call, known);
        }
        known.run();
    }

    @Override
    protected void perform(long products, Runnable work) {
        NativeThreads.atMost(Sharing.isSmall(products) ? 1 : ThreadLimit.atMost(workers.count()), work);
    }
}
