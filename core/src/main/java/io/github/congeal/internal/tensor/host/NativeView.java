package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.nd4j.Nd4jMemory;
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
        INDArray array = Nd4jMemory.array(tensor);
        return new NativeView(
                ((BaseCpuDataBuffer) array.data()).getOpaqueDataBuffer(),
                array.shapeInfoDataBuffer().addressPointer(),
                array);
    }
}
