package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.nd4j.View;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueConstantShapeBuffer;
import org.nd4j.nativeblas.OpaqueDataBuffer;

/**
 * A tensor on the host as ND4J's native library takes it.
 *
 * @param buffer its elements; freed with the memory
 * @param shape its shape and strides, which ND4J caches and never frees
 * @param memory referenced so that it is not garbage-collected while this view is in use
 */
record NativeView(OpaqueDataBuffer buffer, Pointer shape, HostMemory memory) {
    static NativeView of(Tensor tensor) {
        return ((HostMemory) tensor.memory()).nativeView(new View(tensor.offset(), tensor.shape(), tensor.strides()));
    }

    /** ND4J's native description of a shape. */
    static Pointer shape(View view, DataType type) {
        NativeOps nativeOps = NativeOpsHolder.getInstance().getDeviceNativeOps();
        long stride = Math.max(0, Shape.elementWiseStride(view.shape(), view.strides(), false));
        try (LongPointer shape = new LongPointer(view.shape());
                LongPointer strides = new LongPointer(view.strides())) {
            OpaqueConstantShapeBuffer description =
                    nativeOps.shapeBuffer(view.shape().length, shape, strides, type.toInt(), 'c', stride, false);
            try {
                return nativeOps.getConstantShapeBufferPrimary(description);
            } finally {
                nativeOps.deleteConstantShapeBuffer(description);
            }
        }
    }
}
