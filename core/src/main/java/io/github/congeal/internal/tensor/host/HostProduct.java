package io.github.congeal.internal.tensor.host;

import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueContext;

/**
 * A product of two matrices on the host, for many small ones one after the other: unlike a {@link PreparedOperation} it
 * turns to other arrays at each call. For one thread at a time.
 */
final class HostProduct {
    private static final NativeOps NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();
    private static final long MATMUL = DynamicCustomOp.builder("matmul").build().opHash();

    /** Frees the native context when it is collected itself. */
    private final OpContext context = Nd4j.getExecutioner().buildContext();

    private final OpaqueContext nativeContext = (OpaqueContext) context.contextPointer();

    /** A product {@code a b}, or {@code a bᵀ}. */
    HostProduct(boolean transposeB) {
        context.setIArguments(0, transposeB ? 1 : 0, 0);
    }

    /** {@code out = a b}. */
    void multiply(NativeView a, NativeView b, NativeView out) {
        // Otherwise the context would keep all arrays that it ever had.
        NATIVE.ctxPurge(nativeContext);
        NATIVE.setGraphContextInputBuffer(nativeContext, 0, a.buffer(), a.shape(), null);
        NATIVE.setGraphContextInputBuffer(nativeContext, 1, b.buffer(), b.shape(), null);
        NATIVE.setGraphContextOutputBuffer(nativeContext, 0, out.buffer(), out.shape(), null);
        if (NATIVE.execCustomOp2(null, MATMUL, nativeContext) != 0) {
            throw new IllegalStateException("ND4J's product of %s and %s failed: %s"
                    .formatted(
                            a.array().shapeInfoToString(), b.array().shapeInfoToString(), NATIVE.lastErrorMessage()));
        }
    }
}
