package io.github.congeal.internal.engine;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.guidance.Cutout;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.GivenNoise;
import io.github.congeal.internal.guidance.KorniaParameters;
import io.github.congeal.internal.guidance.Transform;
import io.github.congeal.internal.guidance.Weighting;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.vqgan.Vqgan;
import io.github.congeal.internal.vqgan.VqganConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A whole step of the reference implementations: two small networks, what went in, what came out. */
final class StepFixture {
    private static final String FILE = "step.safetensors";
    private static final List<String> AUGMENTATIONS =
            List.of("RandomHorizontalFlip", "RandomSharpness", "RandomAffine", "RandomPerspective", "ColorJitter");

    private final Checkpoint file;

    private StepFixture(Checkpoint file) {
        this.file = file;
    }

    static StepFixture load() {
        try (InputStream in = StepFixture.class.getResourceAsStream(FILE)) {
            return new StepFixture(SafetensorsReader.read(in, FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    float[] get(String name) {
        return file.read(name);
    }

    long[] shape(String name) {
        return file.tensor(name).shape();
    }

    /** The networks, with weights that are hashes of their names. */
    Networks networks() {
        return networks(Devices.automatic());
    }

    /** The same on a device. */
    Networks networks(Device device) {
        Weights vqgan = new Weights(HashWeights.of(file.metadata().get("vqgan")), device);
        Weights clip = new Weights(HashWeights.of(file.metadata().get("clip")), device);
        return new Networks(
                Vqgan.load(vqgan, VqganConfiguration.TAMING),
                Clip.load(clip),
                Tokenizer.shared(),
                Defaults.PUBLISHED,
                List.of(vqgan, clip));
    }

    /** The prompts of the step. */
    List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (int i = 0; i < get("losses").length; i++) {
            int[] tokens = toInts(get("prompt" + i + ".tokens"));
            double weight = get("prompt" + i + ".weight")[0];
            goals.add(new TextGoal("prompt " + i, tokens, Weighting.constant(weight, get("prompt" + i + ".stop")[0])));
        }
        return goals;
    }

    /** The very cutouts of the step, whatever is asked for. */
    CutoutMethod cutouts() {
        List<Cutout> cutouts = new ArrayList<>();
        int[] windows = toInts(get("windows"));
        int size = windows[3];
        int length = size * size * 3;
        KorniaParameters parameters = new KorniaParameters(this::get, AUGMENTATIONS, size);
        for (int k = 0; k < windows.length / 4; k++) {
            List<Transform<?>> transforms = new ArrayList<>(parameters.transforms(k));
            float[] noise = Arrays.copyOfRange(get("noise.values"), k * length, (k + 1) * length);
            transforms.add(GivenNoise.transform(get("noise.strength")[k], noise));
            cutouts.add(new Cutout(
                    KorniaParameters.crop(windows[4 * k], windows[4 * k + 1], windows[4 * k + 2], size), transforms));
        }
        return new Fixed(cutouts);
    }

    private static int[] toInts(float[] values) {
        int[] result = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (int) values[i];
        }
        return result;
    }

    private record Fixed(List<Cutout> cutouts) implements CutoutMethod {
        @Override
        public List<Cutout> draw(int height, int width, int count, int size, RandomGenerator random) {
            return cutouts;
        }

        @Override
        public int inputsKept() {
            // Sharpening and colours.
            return 2;
        }
    }
}
