package io.github.congeal.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The way to and from a card, which leads to the host's memory just as well. */
class PortableTransferTest {
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void partsComeAndGo(Tensor.Precision precision) {
        Backend.initialize();
        try (INDArray array = Nd4j.create(precision.dataType(), 10)) {
            PortableTransfer.write(array, 2, new float[] {1, 2.5f, -3, 4}, 1, 3);
            PortableTransfer.write(array, 7, 0.5, 8);
            assertThat(array.toDoubleVector()).containsExactly(0, 0, 2.5, -3, 4, 0, 0, 0.5, 8, 0);
            float[] floats = {9, 9, 9, 9};
            PortableTransfer.read(array, 3, floats, 1, 2);
            assertThat(floats).containsExactly(9, -3, 4, 9);
            double[] doubles = new double[3];
            PortableTransfer.read(array, 7, doubles);
            assertThat(doubles).containsExactly(0.5, 8, 0);
        }
    }

    @Test
    void nothingIsCopiedWhereNothingIs() {
        Backend.initialize();
        try (INDArray array = Nd4j.create(2)) {
            PortableTransfer.write(array, 0, new float[0], 0, 0);
            PortableTransfer.write(array, 0);
            PortableTransfer.read(array, 0, new float[0], 0, 0);
            PortableTransfer.read(array, 0, new double[0]);
            assertThat(array.toDoubleVector()).containsExactly(0, 0);
        }
    }
}
