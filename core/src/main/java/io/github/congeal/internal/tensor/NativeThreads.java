package io.github.congeal.internal.tensor;

import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How many threads the products of ND4J's CPU backend are shared among, which each thread of Java says for itself. */
final class NativeThreads {
    private static final NativeOps NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();

    private NativeThreads() {}

    /** Has the calling thread compute alone meanwhile: for workers, whose work is shared out already. */
    static void alone(Runnable work) {
        int before = NATIVE.ompGetMaxThreads();
        NATIVE.setOmpNumThreads(1);
        try {
            work.run();
        } finally {
            NATIVE.setOmpNumThreads(before);
        }
    }
}
