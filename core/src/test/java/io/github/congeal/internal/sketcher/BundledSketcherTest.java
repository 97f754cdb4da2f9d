package io.github.congeal.internal.sketcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bundled sketcher draws what the reference draws with the same weights, book and uniform numbers. After a change of
 * one of these files {@code bundled_sketcher_fixture.py} has to be run again.
 */
class BundledSketcherTest {
    private static final float TOLERANCE = 1e-4f;

    private final CheckpointFile expected =
            SafetensorsReader.read(TinySketcher.bytes("bundled.safetensors"), "bundled.safetensors");
    private final List<String> prompts =
            List.of(expected.metadata().get("prompts").split("\n"));
    private final int wantedStyle = Integer.parseInt(expected.metadata().get("style"));
    private final BundledSketcher bundled = new BundledSketcher();
    private final BookSketcher drawer = bundled.sketcher;

    @AfterEach
    void free() {
        bundled.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void readsAndFindsWhatTheReferenceFinds(int number) {
        String prompt = prompts.get(number);
        Condition condition = drawer.condition(prompt, wantedStyle, Variation.NONE, bundled.codec());
        int[] entries = integers(number + ".entries");

        assertThat(drawer.reader().read(List.of(prompt))[0])
                .containsExactly(expected.read(number + ".meaning"), within(TOLERANCE));
        assertThat(condition.words()).containsExactly(expected.read(number + ".words"), within(TOLERANCE));
        assertThat(condition.style()).isEqualTo(integers(number + ".style")[0]);
        assertThat(condition.near()[0]).isEqualTo(drawer.book().codes(entries[0]));
        assertThat(condition.near()[1]).containsOnly(Sketch.UNDECIDED);
        for (int i = 0; i < entries.length; i++) {
            assertThat(condition.keys()[(i + 1) * 385 - 1] / 8 + 0.7f)
                    .isCloseTo(expected.read(number + ".likeness")[i], within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void drawsTheReferencesCodes(int number) {
        Sketcher sketcher = drawer.sketcher();
        Condition condition = drawer.condition(prompts.get(number), wantedStyle, Variation.NONE, bundled.codec());
        float[] uniforms = expected.read(number + ".uniforms");
        int[] passes = integers(number + ".passes");
        int places = sketcher.side() * sketcher.side();
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            Sketch sketch = sketcher.blank();
            for (int pass = 0; pass < Sampling.USUAL.passes(); pass++) {
                float[] own = Arrays.copyOfRange(
                        uniforms, pass * sketcher.uniformsPerPass(), (pass + 1) * sketcher.uniformsPerPass());
                sketch = sketcher.next(sketch, condition, Sampling.USUAL, own, tape);
                assertThat(sketch.codes())
                        .as("codes after pass %d", pass + 1)
                        .isEqualTo(Arrays.copyOfRange(passes, pass * places, (pass + 1) * places));
            }
        }
    }

    private int[] integers(String name) {
        return TinySketcher.integers(expected, name);
    }

    @Test
    void theBookNamesTheSourcesOfItsDrawings() {
        assertThat(drawer.book().drawings())
                .hasSizeGreaterThan(1000)
                .allSatisfy(drawing ->
                        assertThat(drawing.set().licence()).isIn("MIT", "Apache-2.0", "CC BY 4.0", "public domain"));
    }
}
