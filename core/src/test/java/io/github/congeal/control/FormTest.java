package io.github.congeal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    private enum Side {
        LEFT,
        FAR_RIGHT
    }

    private sealed interface Noise {}

    private record None() implements Noise {}

    private record PerlinNoise(int octaves, double contrast, OptionalInt seed) implements Noise {}

    private record Everything(long number, boolean flag, String text, Side side, Schedule weight, OptionalDouble level)
            implements Noise {}

    private static final Form<Noise> NOISE = Form.words(
            new None(),
            new PerlinNoise(5, 0.6, OptionalInt.empty()),
            new Everything(1, false, "", Side.LEFT, Schedule.constant(1), OptionalDouble.empty()));

    @Test
    void aRecordIsWrittenByItsComponents() {
        assertThat(NOISE.write(new None())).isEqualTo("none");
        assertThat(NOISE.write(new PerlinNoise(3, 0.5, OptionalInt.of(7))))
                .isEqualTo("perlin-noise(octaves=3, contrast=0.5, seed=7)");
    }

    @Test
    void whatIsLeftOutIsTakenFromTheSample() {
        assertThat(NOISE.read("perlin-noise")).isEqualTo(new PerlinNoise(5, 0.6, OptionalInt.empty()));
        assertThat(NOISE.read(" PERLIN_NOISE ( contrast = 0.25 ) "))
                .isEqualTo(new PerlinNoise(5, 0.25, OptionalInt.empty()));
        assertThat(NOISE.read("none()")).isEqualTo(new None());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain words", "a, b", "(", ")", "\"", "\\", " around ", "", "a=b", "\\\", x=1"})
    void everyTextComesBack(String text) {
        for (Schedule weight : List.of(Schedule.cosine(1, 0), Schedule.parse("0: 1 | 50%: 0"))) {
            Noise word = new Everything(-5, true, text, Side.FAR_RIGHT, weight, OptionalDouble.of(1e-7));
            assertThat(NOISE.read(NOISE.write(word))).isEqualTo(word);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snow",
                "perlin-noise(octaves=few)",
                "perlin-noise(octaves=3",
                "perlin-noise(3)",
                "perlin-noise(octaves=3, octaves=4)",
                "perlin-noise(size=3)",
                "none(octaves=3)",
                "",
            })
    void whatIsNoneIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> NOISE.read(text));
    }

    @Test
    void constantsAreReadHoweverTheyAreWritten() {
        Form<Side> sides = Form.constants(Side.class);
        assertThat(sides.write(Side.FAR_RIGHT)).isEqualTo("far-right");
        assertThat(sides.read("FAR_RIGHT")).isEqualTo(Side.FAR_RIGHT);
        assertThat(sides.allowed()).isEqualTo("one of left, far-right");
    }

    @Test
    void theExampleOfEveryControlIsAllowed() {
        for (Control<?> control : Control.all()) {
            assertThat(control.form().example()).isNotBlank();
            assertThat(roundTrip(control)).as(control.name()).isTrue();
        }
    }

    private static <T> boolean roundTrip(Control<T> control) {
        T value = control.check(control.read(control.form().example()));
        return control.read(control.write(value)).equals(value);
    }
}
