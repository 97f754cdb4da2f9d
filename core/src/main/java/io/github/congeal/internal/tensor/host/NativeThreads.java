package io.github.congeal.internal.tensor.host;

import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The threads of ND4J's CPU backend, which are OpenMP's: each thread of Java has some of its own. */
final class NativeThreads {
    private NativeThreads() {}

    /** Has the calling thread compute alone meanwhile: for workers, whose work is shared out already. */
    static void alone(Runnable work) {
        atMost(1, work);
    }

    /** Has the calling thread share its work among no more than so many threads meanwhile, itself among them. */
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
