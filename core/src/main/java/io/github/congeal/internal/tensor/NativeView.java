package io.github.congeal.internal.tensor;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.cpu.nativecpu.buffer.BaseCpuDataBuffer;
import org.nd4j.nativeblas.OpaqueDataBuffer;

/**
 * A tensor on the host as ND4J's native side knows it.
 *
 * @param buffer where its numbers are
 * @param shape its shape and strides
 * @param array keeps both alive
 */
record NativeView(OpaqueDataBuffer buffer, Pointer shape, INDArray array) {
    static NativeView of(Tensor tensor) {
        INDArray array = tensor.array();
        return new NativeView(
                ((BaseCpuDataBuffer) array.data()).getOpaqueDataBuffer(),
                array.shapeInfoDataBuffer().addressPointer(),
                array);
    }
}
