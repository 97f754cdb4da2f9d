package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.nd4j.Call;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.LongPointer;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueContext;

/**
 * An operation of ND4J with its inputs and outputs, set up once and executed repeatedly. For the host only: on a GPU, ND4J
 * has more to do at each call.
 *
 * <p>Set up for each call, as ND4J does, a small operation takes twice as long, and leaves four kilobytes on the heap and a
 * native context to the garbage collector.
 */
final class PreparedOperation implements Runnable {
    private static final NativeOps NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();

    private final Call call;
    private final long hash;
    /** The owner of the context. */
    private final NativeContexts contexts;

    private final OpaqueContext context;

    /** Sets up an operation. */
    PreparedOperation(Call call, NativeContexts contexts) {
        this.call = call;
        this.contexts = contexts;
        hash = DynamicCustomOp.builder(call.operation()).build().opHash();
        context = contexts.create();
        for (int i = 0; i < call.inputs().length; i++) {
            NativeView view = NativeView.of(call.inputs()[i]);
            NATIVE.setGraphContextInputBuffer(context, i, view.buffer(), view.shape(), null);
        }
        for (int i = 0; i < call.outputs().length; i++) {
            NativeView view = NativeView.of(call.outputs()[i]);
            NATIVE.setGraphContextOutputBuffer(context, i, view.buffer(), view.shape(), null);
        }
        if (call.integers().length > 0) {
            long[] whole = Arrays.stream(call.integers()).asLongStream().toArray();
            try (LongPointer arguments = new LongPointer(whole)) {
                NATIVE.setGraphContextIArguments(context, arguments, whole.length);
            }
        }
        if (call.reals().length > 0) {
            try (DoublePointer arguments = new DoublePointer(call.reals())) {
                NATIVE.setGraphContextTArguments(context, arguments, call.reals().length);
            }
        }
    }

    /**
     * Sets up an operation whose output shape ND4J must not check: a convolution derives from it the padding below and to
     * the right of a picture.
     */
    static PreparedOperation ofShapes(Call call, NativeContexts contexts) {
        PreparedOperation operation = new PreparedOperation(call, contexts);
        NATIVE.ctxShapeFunctionOverride(operation.context, true);
        return operation;
    }

    /** Executes the operation on the current content of its arrays. */
    @Override
    public void run() {
        if (NATIVE.execCustomOp2(null, hash, context) != 0) {
            throw new IllegalStateException("ND4J's operation %s failed on inputs %s and outputs %s: %s"
                    .formatted(
                            call.operation(),
                            Arrays.toString(call.inputs()),
                            Arrays.toString(call.outputs()),
                            NATIVE.lastErrorMessage()));
        }
    }
}
