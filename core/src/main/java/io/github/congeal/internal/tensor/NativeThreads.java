package io.github.congeal.internal.tensor;

import java.util.concurrent.locks.LockSupport;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The threads of ND4J's CPU backend, which are OpenMP's: each thread of Java has some of its own. */
final class NativeThreads {
    /** The side of a matrix that is large enough to be shared among threads. */
    private static final int LARGE = 512;

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

    /**
     * Has native threads that wait for work do so asleep. For some milliseconds they would look for it in a loop and keep
     * Java's threads from the processors; but GNU's libgomp lets them do so only while there are no more of them than
     * processors. So here is a thread of Java that calls up some more and never needs them again.
     */
    static void letIdleOnesSleep() {
        Thread sleeper = new Thread(
                () -> {
                    try (INDArray x = Nd4j.createUninitializedDetached(DataType.FLOAT, LARGE, LARGE);
                            INDArray y = Nd4j.createUninitializedDetached(DataType.FLOAT, LARGE, LARGE)) {
                        x.assign(0);
                        Nd4j.exec(DynamicCustomOp.builder("matmul")
                                .addInputs(x, x)
                                .addOutputs(y)
                                .build());
                    }
                    while (true) {
                        LockSupport.park();
                    }
                },
                "congeal-sleeper");
        sleeper.setDaemon(true);
        sleeper.start();
    }
}
