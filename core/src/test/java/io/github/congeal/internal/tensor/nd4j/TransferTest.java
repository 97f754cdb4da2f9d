package io.github.congeal.internal.tensor.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Processor;
import io.github.congeal.internal.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies to and from a device, which may be the host just as well. */
class TransferTest {
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void partsComeAndGo(Tensor.Precision precision) {
        Nd4jRuntime.start(Processor.CPU);
        try (INDArray array = Nd4j.create(Nd4jMemory.dataType(precision), 10)) {
            Transfer.write(array, 2, new float[] {1, 2.5f, -3, 4}, 1, 3);
            Transfer.write(array, 7, 0.5, 8);
            assertThat(array.toDoubleVector()).containsExactly(0, 0, 2.5, -3, 4, 0, 0, 0.5, 8, 0);
            float[] floats = {9, 9, 9, 9};
            Transfer.read(array, 3, floats, 1, 2);
            assertThat(floats).containsExactly(9, -3, 4, 9);
            double[] doubles = new double[3];
            Transfer.read(array, 7, doubles);
            assertThat(doubles).containsExactly(0.5, 8, 0);
        }
    }

    @Test
    void nothingIsCopiedWhereNothingIs() {
        Nd4jRuntime.start(Processor.CPU);
        try (INDArray array = Nd4j.create(2)) {
            Transfer.write(array, 0, new float[0], 0, 0);
            Transfer.write(array, 0);
            Transfer.read(array, 0, new float[0], 0, 0);
            Transfer.read(array, 0, new double[0]);
            assertThat(array.toDoubleVector()).containsExactly(0, 0);
        }
    }
}
