package io.github.congeal.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.nd4j.Nd4jMemory;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Who holds which memory, and when it goes back. */
class BuffersTest {
    private static final int BORDER = 64;

    private final Device device = Devices.automatic();
    private final Buffers buffers = Buffers.create(device);

    @AfterEach
    void close() {
        buffers.close();
    }

    @Test
    void memoryGoesFromHandToHand() {
        Tensor first = buffers.take(2, 3);
        first.write(0, new float[] {1, 2, 3, 4, 5, 6}, 0, 6);
        first.close();
        Tensor second = buffers.take(3, 1, 2);
        assertThat(second.toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(buffers.created()).isEqualTo(1);
        buffers.take(6);
        assertThat(buffers.created()).isEqualTo(2);
        assertThat(buffers.bytes()).isEqualTo(2 * BORDER * Float.BYTES);
    }

    @Test
    void smallOnesShareTheMemoryOfALargeOne() {
        buffers.take(10, BORDER).close();
        Tensor first = buffers.take(7, BORDER);
        Tensor second = buffers.take(3, BORDER);
        assertThat(buffers.created()).isEqualTo(1);
        first.write(0, new float[] {1}, 0, 1);
        second.write(0, new float[] {2}, 0, 1);
        assertThat(first.toFloats()).startsWith(1);
        assertThat(second.toFloats()).startsWith(2);
        first.close();
        second.close();
        buffers.take(10, BORDER);
        assertThat(buffers.created()).isEqualTo(1);
    }

    @Test
    void whatADryRunNeededIsRoomEnough() {
        Buffers dry = Buffers.dry(device);
        exercise(dry);
        try (Buffers real = Buffers.after(dry)) {
            exercise(real);
            exercise(real);
            assertThat(real.bytes()).isEqualTo(dry.bytes());
            assertThat(real.created()).isEqualTo(dry.created());
            assertThat(real.bytes()).isLessThan((10 + 20 + 15) * BORDER * Float.BYTES + 8 * BORDER);
        }
    }

    /** Takes 10, 20 and 15 times as much as the least, but no more than 30 times at once, and an index. */
    private static void exercise(Buffers some) {
        Tensor small = some.take(10, BORDER);
        Tensor large = some.take(20, BORDER);
        small.close();
        large.close();
        some.take(15, BORDER).close();
        some.take(Precision.INDEX, 5).close();
    }

    @Test
    void arraysBeginOnABorder() {
        buffers.take(3);
        Tensor second = buffers.take(Precision.FLOAT, 5);
        long bytes = Nd4jMemory.array(second).data().pointer().address()
                + Nd4jMemory.array(second).offset() * Float.BYTES;
        assertThat(bytes % (BORDER * Float.BYTES)).isZero();
    }

    @Test
    void moreThanOneOfJavasBuffersCanShow() {
        // Only the pages that are written are taken from the machine.
        long many = 1L << 30;
        Tensor large = buffers.take(many + BORDER);
        for (long border = 1L << 28; border <= many; border *= 2) {
            float[] written = {border, 2, 3, 4};
            float[] found = new float[4];
            large.write(border - 2, written, 0, 4);
            large.read(border - 2, found, 0, 4);
            assertThat(found).isEqualTo(written);
            assertThat(Nd4jMemory.array(large.part(border - 2, 1, 4)).toFloatVector())
                    .isEqualTo(written);
        }
    }

    @Test
    void keptTensorsCannotBeGivenBack() {
        Tensor kept = buffers.keep(4);
        kept.write(0, new float[] {1, 2, 3, 4}, 0, 4);
        kept.close();
        buffers.take(4);
        assertThat(kept.toFloats()).containsExactly(1, 2, 3, 4);
        assertThat(kept.isExclusive()).isFalse();
        assertThat(buffers.created()).isEqualTo(2);
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
    void weightsHaveNoHolders() {
        Tensor weights = device.weights(new float[] {1, 2, 3}, Precision.FLOAT, 3);
        weights.close();
        weights.close();
        weights.retain();
        assertThat(weights.isExclusive()).isFalse();
        assertThat(weights.toFloats()).containsExactly(1, 2, 3);
        INDArray array = Nd4jMemory.array(weights);
        weights.free();
        weights.free();
        assertThat(array.data().wasClosed()).isTrue();
        assertThatThrownBy(() -> device.weights(new float[2], Precision.FLOAT, 3))
                .hasMessageContaining("2 numbers");
    }

    @Test
    void weightsInDouble() {
        Tensor weights = device.weights(new float[] {1.5f, 2}, Precision.DOUBLE, 2);
        assertThat(weights.toDoubles()).containsExactly(1.5, 2);
        assertThat(weights.toFloats()).containsExactly(1.5f, 2);
        assertThat(weights.precision().bytes()).isEqualTo(8);
        weights.free();
    }

    @Test
    void closingFreesWhatIsFreeAndWhatIsHeld() {
        INDArray held = Nd4jMemory.array(buffers.take(1000));
        INDArray free;
        try (Tensor tensor = buffers.take(2000)) {
            free = Nd4jMemory.array(tensor);
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
            try (Buffers some = Buffers.create(device)) {
                Nd4jMemory.array(some.take(64 * megabyte / Float.BYTES)).assign(i);
            }
        }
        assertThat(Pointer.physicalBytes() - before).isLessThan(5 * 64 * megabyte);
    }

    /** Small ones that stay would otherwise keep GNU's allocator from giving back what was freed below them. */
    @Test
    void memoryOfRunsGoesBackWhateverLiesBesideIt() {
        int length = 25 << 18;
        // The first teaches the allocator to keep what is as large.
        filled(length).close();
        long before = Pointer.physicalBytes();
        List<Buffers> runs = new ArrayList<>();
        List<Memory> staying = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            runs.add(filled(length));
            staying.add(device.allocate(10_000, Precision.FLOAT));
        }
        runs.forEach(Buffers::close);
        assertThat(Pointer.physicalBytes() - before).isLessThan(130 << 20);
        staying.forEach(Memory::free);
    }

    private Buffers filled(int length) {
        Buffers run = Buffers.create(device);
        Tensor tensor = run.take(length);
        float[] part = new float[1 << 18];
        for (int at = 0; at < length; at += part.length) {
            tensor.write(at, part, 0, part.length);
        }
        return run;
    }

    @Test
    void anImaginaryTensorHasOnlyAShape() {
        Buffers dry = Buffers.dry(device);
        Tensor tensor = dry.take(1L << 10, 1L << 10, 1L << 20);
        assertThat(dry.bytes()).isEqualTo(1L << 42);
        assertThat(tensor.slice(5).heads(0, 1, 4)).hasToString("Tensor[1, 4, 1024, 262144]");
        tensor.close();
    }
}
