package io.github.congeal.internal.tensor.host;

import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueContext;

/**
 * A product of two matrices on the host, for many small products in sequence: unlike a {@link PreparedOperation} it takes
 * other arrays at each call. Not thread-safe.
 */
final class HostProduct {
    private static final NativeOps NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();
    private static final long MATMUL = DynamicCustomOp.builder("matmul").build().opHash();

    private final OpaqueContext context;

    /**
     * The product {@code a b}.
     *
     * @param contexts the owner of its native context
     */
    HostProduct(NativeContexts contexts) {
        context = contexts.create();
    }

    /** {@code out = a b}. */
    void multiply(NativeView a, NativeView b, NativeView out) {
        // Otherwise the context would keep the arrays of all earlier calls.
        NATIVE.ctxPurge(context);
        NATIVE.setGraphContextInputBuffer(context, 0, a.buffer(), a.shape(), null);
        NATIVE.setGraphContextInputBuffer(context, 1, b.buffer(), b.shape(), null);
        NATIVE.setGraphContextOutputBuffer(context, 0, out.buffer(), out.shape(), null);
        if (NATIVE.execCustomOp2(null, MATMUL, context) != 0) {
            throw new IllegalStateException("ND4J's product of %s and %s failed: %s"
                    .formatted(a.shape(), b.shape(), NATIVE.lastErrorMessage()));
        }
    }
}
