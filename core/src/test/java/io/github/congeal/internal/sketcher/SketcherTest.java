package io.github.congeal.internal.sketcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketcherTest {
    private static final float TOLERANCE = 2e-4f;
    private static final int PLACES = TinySketcher.SIDE * TinySketcher.SIDE;

    private final CheckpointFile expected = TinySketcher.expected();
    private final Condition condition = TinySketcher.condition(expected);
    private final Weights weights = TinySketcher.weights();
    private final Sketcher sketcher = TinySketcher.load(weights);
    private final Buffers buffers = Buffers.create(Devices.automatic());
    private final Tape tape = new Tape(buffers);

    @AfterEach
    void free() {
        buffers.close();
        weights.close();
    }

    @Test
    void statesAndLogitsAreTheReferences() {
        MaskedTransformer transformer = new MaskedTransformer(weights, sketcher.architecture());
        int[] codes = TinySketcher.integers(expected, "codes");
        tape.record(false);
        try (Tensor states = transformer.states(codes, condition, tape)) {
            assertThat(states.toFloats()).containsExactly(expected.read("states"), within(TOLERANCE));
        }
        try (Tensor logits = transformer.logits(codes, condition, tape)) {
            assertThat(byRows(logits.toFloats(), transformer.order()))
                    .containsExactly(expected.read("logits"), within(TOLERANCE));
        }
    }

    private static float[] byRows(float[] blocks, BlockOrder order) {
        float[] rows = new float[blocks.length];
        int width = blocks.length / PLACES;
        for (int i = 0; i < PLACES; i++) {
            System.arraycopy(blocks, i * width, rows, order.place(i) * width, width);
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"guided", "plain"})
    void eachPassDrawsTheReferencesCodes(String kind) {
        Sampling sampling = sampling(kind.equals("guided"));
        Sketch sketch = sketcher.blank();
        for (int pass = 0; pass < sampling.passes(); pass++) {
            sketch = sketcher.next(sketch, condition, sampling, uniforms(pass), tape);
            assertThat(sketch.done()).isEqualTo(pass + 1);
            assertThat(sketch.codes()).isEqualTo(row(kind + ".passes", pass));
            assertThat(sketch.guess()).isEqualTo(row(kind + ".guesses", pass));
        }
        assertThat(sketch.decided()).isEqualTo(PLACES);
        assertThat(sketch.codes()).isEqualTo(sketch.guess());
    }

    private Sampling sampling(boolean guided) {
        float[] way = expected.read("way");
        return new Sampling((int) way[0], guided ? way[1] : 1, way[2], way[3]);
    }

    private float[] uniforms(int pass) {
        float[] all = expected.read("uniforms");
        return Arrays.copyOfRange(all, pass * 2 * PLACES, (pass + 1) * 2 * PLACES);
    }

    private int[] row(String name, int row) {
        return TinySketcher.integers(expected.read(name), row * PLACES, PLACES);
    }

    @Test
    void aPassKeepsWhatHasBecomeOfDecidedCodes() {
        Sampling sampling = sampling(false);
        Sketch first = sketcher.next(sketcher.blank(), condition, sampling, uniforms(0), tape);
        int[] present = new int[PLACES];
        Arrays.fill(present, 7);
        Sketch changed = first.withPresent(present);
        Sketch second = sketcher.next(changed, condition, sampling, uniforms(1), tape);

        assertThat(changed.decided()).isEqualTo(first.decided()).isBetween(1, PLACES - 1);
        assertThat(second.decided()).isGreaterThan(first.decided());
        for (int i = 0; i < PLACES; i++) {
            assertThat(changed.codes()[i]).isEqualTo(first.isDecided(i) ? 7 : Sketch.UNDECIDED);
            if (first.isDecided(i)) {
                assertThat(second.codes()[i]).isEqualTo(7);
                assertThat(second.confidence()[i]).isEqualTo(first.confidence()[i]);
            }
        }
        assertThat(second.guess()).isNotEqualTo(row("plain.guesses", 1));
    }

    @Test
    void withoutTheBookOtherCodesAreDrawn() {
        Sampling sampling = sampling(false);
        assertThat(sketcher.next(sketcher.blank(), condition.withoutBook(), sampling, uniforms(0), tape)
                        .guess())
                .isNotEqualTo(row("plain.guesses", 0));
    }

    @Test
    void aPassTakesNoMemoryTwice() {
        Sampling sampling = sampling(true);
        Sketch first = sketcher.next(sketcher.blank(), condition, sampling, uniforms(0), tape);
        int created = buffers.created();
        sketcher.next(first, condition, sampling, uniforms(1), tape);
        assertThat(buffers.created()).isEqualTo(created);
    }

    @Test
    void dryBuffersAreEnoughForADryRun() {
        try (Buffers dry = Buffers.dry(Devices.automatic())) {
            Sketch sketch = sketcher.next(sketcher.blank(), condition, sampling(true), uniforms(0), new Tape(dry));
            assertThat(sketch.done()).isEqualTo(1);
            assertThat(dry.bytes()).isPositive();
        }
    }

    @Test
    void wrongNumbersOfCodesAndUniformsAreRefused() {
        Sampling sampling = sampling(false);
        assertThatThrownBy(() -> sketcher.next(Sketch.blank(16), condition, sampling, uniforms(0), tape))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("16 codes are given where 64 are needed");
        assertThatThrownBy(() -> sketcher.next(sketcher.blank(), condition, sampling, new float[3], tape))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 uniform numbers are given where 128 are needed");
        assertThatThrownBy(() -> sketcher.blank().withPresent(1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 codes are given for a sketch of 64");
        assertThatThrownBy(() -> new Sampling(8, 1, 0, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("temperature is 0.0, but must be above 0 and at most 100");
    }
}
