package io.github.congeal.internal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaterWeightsTest {
    private static final int NARROW = 3;
    private static final int BROAD = 5;

    private final Device device = Devices.automatic();
    private final File file = new File();
    private final Weights later = Weights.later(file, device);

    @AfterEach
    void free() {
        later.close();
    }

    @Test
    void layersOfThemComputeAsOthersOnceTheyAreFilled() {
        Layer layers = layers(later);
        assertThat(file.read).isEmpty();
        long bytes = later.bytes();
        later.fill();
        later.fill();

        assertThat(later.bytes()).isEqualTo(bytes);
        assertThat(file.read).doesNotHaveDuplicates().hasSize(6).allMatch(name -> name.startsWith("again: "));
        try (Weights now = new Weights(new AnyWeights(), device)) {
            Layer others = layers(now);
            assertThat(bytes).isEqualTo(now.bytes());
            assertThat(output(layers)).isEqualTo(output(others));
        }
    }

    @Test
    void whatCannotBeReadIsTriedAgain() {
        Layer layers = layers(later);
        file.damaged = true;
        assertThatThrownBy(later::fill).isInstanceOf(CheckpointException.class).hasMessageContaining("out.weight");

        file.damaged = false;
        later.fill();
        try (Weights now = new Weights(new AnyWeights(), device)) {
            assertThat(output(layers)).isEqualTo(output(layers(now)));
        }
    }

    @Test
    void afterClosingThereIsNothingToFill() {
        layers(later);
        later.close();
        assertThatThrownBy(later::fill).isInstanceOf(IllegalStateException.class);
    }

    /** To more numbers, normalised, and to fewer. */
    private static Layer layers(Weights weights) {
        return new Sequence(List.of(
                new Linear(weights.at("in"), NARROW, BROAD),
                new LayerNorm(weights.at("norm"), BROAD),
                new Linear(weights.at("out"), BROAD, NARROW)));
    }

    private float[] output(Layer layers) {
        try (Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            tape.record(false);
            Tensor input = tape.take(2, NARROW);
            input.write(0, new float[] {1, -2, 3, 0.5f, 4, -1}, 0, 2 * NARROW);
            try (Tensor output = layers.forward(input, tape)) {
                return output.toFloats();
            }
        }
    }

    /** Remembers what was read, and how; only what is opened again can be damaged. */
    private static final class File implements Weights.Source {
        private final AnyWeights weights = new AnyWeights();
        private final List<String> read = new ArrayList<>();
        private boolean damaged;

        @Override
        public boolean has(String name) {
            return true;
        }

        @Override
        public long[] shape(String name) {
            return weights.shape(name);
        }

        @Override
        public float[] read(String name, long... shape) {
            read.add(name);
            return weights.read(name, shape);
        }

        @Override
        public Weights.Source again() {
            return new Again(this);
        }
    }

    private record Again(File file) implements Weights.Source {
        @Override
        public boolean has(String name) {
            return file.has(name);
        }

        @Override
        public long[] shape(String name) {
            return file.shape(name);
        }

        @Override
        public float[] read(String name, long... shape) {
            if (file.damaged && name.equals("out.weight")) {
                throw new CheckpointException("a file", name, "it is damaged");
            }
            file.read.add("again: " + name);
            return file.weights.read(name, shape);
        }
    }
}
