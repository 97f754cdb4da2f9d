package io.github.congeal.internal.tensor.host;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * One of ND4J's operations with all that it works on, told to ND4J once and then run as often as wished. For the host
 * only: for arrays on a GPU, ND4J has more to do at each call.
 *
 * <p>Told anew for each call, as ND4J does it by itself, a small operation takes twice as long, and leaves four kilobytes
 * in Java and its native context to the garbage collector, so that a run's memory would not stand still.
 */
final class PreparedOperation implements Runnable {
    private static final NativeOps NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();

    private final String name;
    private final long hash;
    /** Frees the native context when it is collected itself. */
    private final OpContext context;

    private final Pointer nativeContext;

    /** Tells ND4J of an operation. */
    PreparedOperation(DynamicCustomOp operation) {
        name = operation.opName();
        hash = operation.opHash();
        context = Nd4j.getExecutioner().buildContext();
        context.setInputArrays(operation.inputArguments());
        context.setOutputArrays(operation.outputArguments());
        context.setIArguments(operation.iArgs());
        context.setTArguments(operation.tArgs());
        nativeContext = context.contextPointer();
    }

    /** Runs it on what its arrays hold now. */
    @Override
    public void run() {
        if (NATIVE.execCustomOp2(null, hash, nativeContext) != 0) {
            throw new IllegalStateException("ND4J's operation %s failed on inputs %s and outputs %s: %s"
                    .formatted(
                            name,
                            context.getInputArrays().stream()
                                    .map(INDArray::shapeInfoToString)
                                    .toList(),
                            context.getOutputArrays().stream()
                                    .map(INDArray::shapeInfoToString)
                                    .toList(),
                            NATIVE.lastErrorMessage()));
        }
    }
}
