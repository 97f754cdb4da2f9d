package io.github.congeal.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.internal.tensor.Tensor.Precision;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Who holds which memory, and when it goes back. */
class BuffersTest {
    private final Buffers buffers = Buffers.create();

    @AfterEach
    void close() {
        buffers.close();
    }

    @Test
    void memoryGoesFromHandToHandByLength() {
        Tensor first = buffers.take(2, 3);
        first.write(0, new float[] {1, 2, 3, 4, 5, 6}, 0, 6);
        first.close();
        Tensor second = buffers.take(3, 1, 2);
        assertThat(second.toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(buffers.created()).isEqualTo(1);
        buffers.take(6);
        assertThat(buffers.created()).isEqualTo(2);
        assertThat(buffers.bytes()).isEqualTo(2 * 6 * Float.BYTES);
    }

    @Test
    void theLastHolderGivesBack() {
        Tensor tensor = buffers.take(4);
        assertThat(tensor.isExclusive()).isTrue();
        assertThat(tensor.retain()).isSameAs(tensor);
        assertThat(tensor.isExclusive()).isFalse();
        tensor.close();
        buffers.take(4);
        assertThat(buffers.created()).isEqualTo(2);
        tensor.close();
        buffers.take(4);
        assertThat(buffers.created()).isEqualTo(2);
    }

    @Test
    void closingOnceTooOftenIsFoundOut() {
        Tensor tensor = buffers.take(4);
        tensor.close();
        assertThatThrownBy(tensor::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("once too often");
        Tensor again = buffers.take(4);
        again.close();
        assertThat(buffers.created()).isEqualTo(1);
    }

    @Test
    void viewsSeeTheSameNumbers() {
        Tensor tensor = buffers.take(2, 3, 2);
        tensor.write(0, new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 0, 12);
        Tensor second = tensor.slice(1);
        assertThat(second.shape()).containsExactly(1, 3, 2);
        assertThat(second.toFloats()).containsExactly(6, 7, 8, 9, 10, 11);
        assertThat(second.reshape(3, 2).slice(2).toFloats()).containsExactly(10, 11);
        second.write(1, new double[] {-1});
        assertThat(tensor.reshape(12).toDoubles()).startsWith(0, 1, 2, 3, 4, 5, 6, -1);
        assertThatThrownBy(() -> tensor.reshape(5)).hasMessageContaining("12 numbers do not fill the shape [5]");
        assertThatThrownBy(() -> tensor.slice(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> second.read(5, new float[2], 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tensor.heads(0, 1, 2).toFloats()).hasMessageContaining("strided");
    }

    @Test
    void aShapeBelongsToItsTensor() {
        long[] shape = {2, 3};
        Tensor tensor = buffers.take(shape);
        shape[0] = 7;
        tensor.shape()[1] = 9;
        assertThat(tensor.shape()).containsExactly(2, 3);
        assertThat(tensor.dimension(-1)).isEqualTo(3);
        assertThat(tensor.rank()).isEqualTo(2);
    }

    @Test
    void weightsBelongToNobody() {
        Tensor weights = Tensor.weights(new float[] {1, 2, 3}, 3);
        weights.close();
        weights.close();
        weights.retain();
        assertThat(weights.isExclusive()).isFalse();
        assertThat(weights.toFloats()).containsExactly(1, 2, 3);
        INDArray array = weights.array();
        weights.free();
        weights.free();
        assertThat(array.data().wasClosed()).isTrue();
        assertThatThrownBy(() -> Tensor.weights(new float[2], 3)).hasMessageContaining("2 numbers");
    }

    @Test
    void weightsInDouble() {
        Tensor weights = Tensor.weights(new float[] {1.5f, 2}, Precision.DOUBLE, 2);
        assertThat(weights.toDoubles()).containsExactly(1.5, 2);
        assertThat(weights.toFloats()).containsExactly(1.5f, 2);
        assertThat(weights.precision().bytes()).isEqualTo(8);
        weights.free();
    }

    @Test
    void closingFreesWhatIsFreeAndWhatIsHeld() {
        INDArray held = buffers.take(1000).array();
        INDArray free;
        try (Tensor tensor = buffers.take(2000)) {
            free = tensor.array();
        }
        assertThat(held.data().wasClosed()).isFalse();
        buffers.close();
        assertThat(held.data().wasClosed()).isTrue();
        assertThat(free.data().wasClosed()).isTrue();
        buffers.close();
    }

    @Test
    void closedMemoryGoesBackToTheSystem() {
        long megabyte = 1L << 20;
        long before = Pointer.physicalBytes();
        for (int i = 0; i < 20; i++) {
            try (Buffers some = Buffers.create()) {
                some.take(64 * megabyte / Float.BYTES).array().assign(i);
            }
        }
        assertThat(Pointer.physicalBytes() - before).isLessThan(5 * 64 * megabyte);
    }

    @Test
    void anImaginaryTensorHasOnlyAShape() {
        Buffers imaginary = Buffers.imaginary();
        Tensor tensor = imaginary.take(1L << 10, 1L << 10, 1L << 20);
        assertThat(imaginary.bytes()).isEqualTo(1L << 42);
        assertThat(tensor.slice(5).heads(0, 1, 4)).hasToString("Tensor[1, 4, 1024, 262144]");
        tensor.close();
    }
}
