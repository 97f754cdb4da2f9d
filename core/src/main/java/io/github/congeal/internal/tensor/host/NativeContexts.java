package io.github.congeal.internal.tensor.host;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueContext;

/**
 * The native contexts of one run's operations. They are freed together when the run is closed or becomes garbage. ND4J
 * would leave each of them to the garbage collector, with an entry of its own that survives many collections.
 */
final class NativeContexts implements AutoCloseable {
    private static final NativeOps NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();

    private final Made made = new Made();
    private final Cleaner.Cleanable freeing = HostMemory.CLEANER.register(this, made);

    /** A fresh context, without inputs and outputs. */
    OpaqueContext create() {
        return made.add(NATIVE.createGraphContext(1));
    }

    /** Frees all of them. */
    @Override
    public void close() {
        freeing.clean();
    }

    private static final class Made implements Runnable {
        private final List<OpaqueContext> contexts = new ArrayList<>();

        synchronized OpaqueContext add(OpaqueContext context) {
            contexts.add(context);
            return context;
        }

        @Override
        public synchronized void run() {
            contexts.forEach(NATIVE::deleteGraphContext);
            contexts.clear();
        }
    }
}
