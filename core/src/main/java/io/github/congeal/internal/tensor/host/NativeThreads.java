package io.github.congeal.internal.tensor.host;

import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Limits the OpenMP threads of ND4J's CPU backend; each Java thread has a pool of its own. */
final class NativeThreads {
    private NativeThreads() {}

    /** Does work without OpenMP's threads: for workers, whose work is already divided. */
    static void alone(Runnable work) {
        atMost(1, work);
    }

    /** Does work with at most {@code threads} threads, including the calling one. */
    static void atMost(int threads, Runnable work) {
        NativeOps nativeOps = NativeOpsHolder.getInstance().getDeviceNativeOps();
        int before = nativeOps.ompGetMaxThreads();
        if (before <= threads) {
            work.run();
            return;
        }
        nativeOps.setOmpNumThreads(threads);
        try {
            work.run();
        } finally {
            nativeOps.setOmpNumThreads(before);
        }
    }
}
