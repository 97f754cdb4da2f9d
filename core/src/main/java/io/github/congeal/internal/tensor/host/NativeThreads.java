package io.github.congeal.internal.tensor.host;

import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The threads of ND4J's CPU backend, which are OpenMP's: each thread of Java has some of its own. */
final class NativeThreads {
    private NativeThreads() {}

    /** Has the calling thread compute alone meanwhile: for workers, whose work is shared out already. */
    static void alone(Runnable work) {
        NativeOps nativeOps = NativeOpsHolder.getInstance().getDeviceNativeOps();
        int before = nativeOps.ompGetMaxThreads();
        nativeOps.setOmpNumThreads(1);
        try {
            work.run();
        } finally {
            nativeOps.setOmpNumThreads(before);
        }
    }
}
