package io.github.congeal.diagnostics;

import io.github.congeal.control.Control;
import io.github.congeal.control.CutoutMethod;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Start;
import io.github.congeal.diagnostics.contract.Deviation;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Preparation;
import io.github.congeal.internal.engine.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Compares one whole step of the bundled model with stored values, computed on a CPU: the picture, the loss, and the
 * latent and the loss after the step.
 */
final class StepSelfTest {
    /** The stored values. */
    static final String FILE = "self-test.safetensors";

    private static final double STEP_SIZE = 0.1;
    private static final Settings SETTINGS = Settings.EMPTY
            .with(Control.PROMPTS, List.of(Prompt.of("a red apple")))
            .with(Control.START, Start.RANDOM)
            .with(Control.SIZE, new Size(48, 48))
            .with(Control.SEED, 1L)
            .with(Control.STEP_SIZE, Schedule.constant(STEP_SIZE))
            .with(Control.CUTOUTS, 4)
            .with(Control.CUTOUT_METHOD, CutoutMethod.PLAIN);

    /** The allowed error after two networks whose convolutions round their inputs to ten bits (TF32). */
    private static final double ALLOWED = 0.02;

    private static final String LATENT = "latent after the step";

    private StepSelfTest() {}

    /** Computes the step and compares it. */
    static List<Deviation> run(Networks networks) {
        values(networks);
        long began = System.nanoTime();
        Map<String, float[]> actual = values(networks);
        double milliseconds = (System.nanoTime() - began) / 1e6;
        Checkpoint stored = stored();
        List<Deviation> results = new ArrayList<>();
        actual.forEach((name, values) -> results.add(
                new Deviation("step: " + name, error(name, values, stored.read(name)), ALLOWED, milliseconds)));
        return results;
    }

    /**
     * The error of one value. The first step of Adam moves every parameter by the full step size, up or down; if the gradient
     * is almost zero, rounding decides about the direction. So the error of the latent is the fraction of its elements that
     * moved in the other direction.
     */
    private static double error(String name, float[] actual, float[] expected) {
        if (!name.equals(LATENT)) {
            return Deviation.error(doubles(actual), doubles(expected));
        }
        long elsewhere = IntStream.range(0, expected.length)
                .filter(i -> !(Math.abs(actual[i] - expected[i]) <= STEP_SIZE / 10))
                .count();
        return (double) elsewhere / expected.length;
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static Checkpoint stored() {
        try (InputStream in = StepSelfTest.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("congeal-diagnostics' jar lacks " + FILE);
            }
            return SafetensorsReader.read(in, FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values that this machine computes, by name. */
    static Map<String, float[]> values(Networks networks) {
        Map<String, float[]> values = new LinkedHashMap<>();
        try (Run run = Preparation.of(networks, SETTINGS).newRun()) {
            values.put("picture", run.values());
            values.put("loss", new float[] {(float) run.losses()[0]});
            run.step();
            values.put(LATENT, run.parameters());
            values.put("loss after the step", new float[] {(float) run.losses()[0]});
        }
        return values;
    }
}
