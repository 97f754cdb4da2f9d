package io.github.congeal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final int SAMPLES = 500;

    @ParameterizedTest
    @CsvSource({
        "0.1, 0, 100, 0.1",
        "0.1, 99, 100, 0.1",
        "0: 0.1 | 200: 0.02, 0, 500, 0.1",
        "0: 0.1 | 200: 0.02, 100, 500, 0.06",
        "0: 0.1 | 200: 0.02, 200, 500, 0.02",
        "0: 0.1 | 200: 0.02, 499, 500, 0.02",
        "10: 1 | 20: 2, 0, 30, 1",
        "0: 1 | 50%: 0, 25, 100, 0.5",
        "0: 1 | 50%: 0, 50, 100, 0",
        "0: 1 | 50%: 0 | 80: 8, 65, 100, 4",
        "'cosine(0.2, 0.01)', 0, 100, 0.2",
        "'cosine(0.2, 0.01)', 50, 100, 0.105",
        "'cosine(0.2, 0.01)', 100, 100, 0.01",
        "steps(0: 0.1 | 75%: 0.01), 74, 100, 0.1",
        "steps(0: 0.1 | 75%: 0.01), 75, 100, 0.01",
        "steps(10: 1 | 20: 2), 0, 30, 1",
        "steps(0: 1 | 50%: 2 | 60: 3), 70, 200, 3",
        "steps(0: 1 | 50%: 2 | 60: 3), 100, 200, 2",
        "'cosine(0.2, 0, 50)', 0, 1000, 0.2",
        "'cosine(0.2, 0, 50)', 25, 1000, 0.1",
        "'cosine(0.2, 0, 50)', 50, 1000, 0.2",
        "'cosine(0.2, 0, 50)', 125, 1000, 0.1",
        "'cosine(0.2, 0, 10%, 2)', 20, 200, 0.2",
        "'cosine(0.2, 0, 10%, 2)', 40, 200, 0.1",
        "'cosine(0.2, 0, 10%, 2)', 60, 200, 0.2",
        "'warmup(4, 0.1)', 0, 100, 0.025",
        "'warmup(4, 0.1)', 3, 100, 0.1",
        "'warmup(4, 0.1)', 50, 100, 0.1",
        "'warmup(50%, 0: 1 | 100%: 0)', 24, 100, 0.38",
    })
    void readsOffTheNumberOfAStep(String written, int step, int steps, double value) {
        assertThat(Schedule.parse(written).at(step, steps)).isCloseTo(value, within(1e-12));
    }

    @Test
    void aConstantIsTheVeryNumber() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < SAMPLES; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Schedule.constant(value).at(random.nextInt(500), 500))
                        .isEqualTo(value);
                assertThat(Schedule.parse(Schedule.constant(value).toString()).at(3, 4))
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < SAMPLES; i++) {
            Schedule schedule = any(random);
            assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
        }
    }

    @Test
    void noNumberIsOutOfItsBounds() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < SAMPLES; i++) {
            Schedule schedule = any(random);
            int steps = random.nextInt(0, 300);
            double slack = 1e-9 * Math.max(Math.abs(schedule.least()), Math.abs(schedule.greatest()));
            for (int step = 0; step <= steps; step++) {
                assertThat(schedule.at(step, steps)).isBetween(schedule.least() - slack, schedule.greatest() + slack);
            }
        }
    }

    @Test
    void aKeyframeIsMetExactly() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < SAMPLES; i++) {
            List<Keyframe> keyframes = keyframes(random, false);
            Schedule schedule = Schedule.keyframes(keyframes);
            for (Keyframe keyframe : keyframes) {
                assertThat(schedule.at((int) keyframe.position(), 1_000_000)).isEqualTo(keyframe.value());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fast",
                "0.1 |",
                "1: 2 | 1: 3",
                "5: 1 | 2: 1",
                "101%: 1",
                "-1: 1",
                "cosine(1)",
                "cosine(1, 0, 0)",
                "cosine(1, 0, 9, 0.5)",
                "steps(1)",
                "steps()",
                "warmup(9)",
                "warmup(0, 1)",
                "warmup(101%, 1)",
                "warmup(9, fast)",
                "ramp(1, 2)",
                "NaN"
            })
    void whatIsNoScheduleIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.parse(text))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    /** Of torch's CosineAnnealingWarmRestarts with T_0 = 3, T_mult = 2, eta_min = 0.01 and a step size of 0.2. */
    @Test
    void restartsAsTorchDoes() {
        double[] expected = {0.2, 0.1525, 0.0575, 0.2, 0.1872724, 0.1525, 0.105, 0.0575, 0.0227276, 0.2, 0.196763};
        Schedule schedule = Schedule.restarts(0.2, 0.01, 3, 2);
        for (int step = 0; step < expected.length; step++) {
            assertThat(schedule.at(step, 1000)).isCloseTo(expected[step], within(1e-7));
        }
    }

    private static Schedule any(SplittableRandom random) {
        return switch (random.nextInt(7)) {
            case 0 -> Schedule.constant(number(random));
            case 1 -> Schedule.cosine(number(random), number(random));
            case 2 -> Schedule.steps(keyframes(random, random.nextBoolean()));
            case 3 ->
                Schedule.restarts(number(random), number(random), random.nextInt(1, 99), 1 + random.nextInt(3) / 2.0);
            case 4 -> Schedule.constant(number(random)).warmedUp(random.nextInt(1, 99));
            case 5 -> Schedule.keyframes(keyframes(random, true));
            default -> Schedule.keyframes(keyframes(random, false));
        };
    }

    private static List<Keyframe> keyframes(SplittableRandom random, boolean percent) {
        List<Keyframe> keyframes = new ArrayList<>();
        int position = 0;
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            keyframes.add(
                    percent
                            ? Keyframe.atPercent(position / 10.0, number(random))
                            : Keyframe.atStep(position, number(random)));
            position += random.nextInt(1, 200);
        }
        return keyframes;
    }

    private static double number(SplittableRandom random) {
        return random.nextInt(3) == 0
                ? random.nextInt(-5, 5)
                : random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-9, 9));
    }
}
