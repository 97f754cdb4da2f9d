package io.github.congeal.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.clip.ClipConfiguration;
import io.github.congeal.internal.clip.ClipConfigurationFile;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.Vqgan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models of random weights at full size against the reference, as {@code benchmarks/parity/write.py} has written both;
 * only where the property {@value #FOLDER} says where they are.
 */
class FullSizeParityTest {
    private static final String FOLDER = "congeal.parity";
    private static final String VALUES = ".values.safetensors";
    private static final double TOLERANCE = 1e-3;
    private static final Logger log = LoggerFactory.getLogger(FullSizeParityTest.class);

    private static final RandomGenerator UNMOVED = new RandomGenerator() {
        @Override
        public double nextDouble() {
            return 0.5;
        }

        @Override
        public long nextLong() {
            throw new AssertionError("only doubles were to be drawn");
        }
    };

    @TestFactory
    @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
    Stream<DynamicTest> computesWhatTheReferenceDoes() throws IOException {
        Path folder = Path.of(System.getProperty(FOLDER));
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(ckpt|msgpack|pt|bin|safetensors)"))
                    .filter(file -> !file.toString().endsWith(VALUES))
                    .sorted()
                    .toList()
                    .stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
        }
    }

    private static void compare(Path file) {
        String name = file.getFileName().toString();
        Path values = file.resolveSibling(name.replaceFirst("\\.[^.]*$", VALUES));
        try (Checkpoint checkpoint = Checkpoints.open(file);
                Checkpoint expected = Checkpoints.open(values);
                Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            tape.record(false);
            if (name.matches(".*\\.(ckpt|msgpack)")) {
                try (Vqgan vqgan = Vqgan.load(new Weights(Family.VQGAN.in(checkpoint), Devices.automatic()))) {
                    compare(name, vqgan, expected, tape);
                }
            } else {
                // Whatever is beside it has the file's own name, so that whose it is makes no difference.
                ClipConfiguration configuration =
                        ClipConfigurationFile.beside(file, false).orElse(ClipConfiguration.OPENAI);
                try (Weights weights = new Weights(Family.CLIP.in(checkpoint), Devices.automatic())) {
                    compare(name, Clip.load(weights, configuration), expected, tape);
                }
            }
        }
    }

    private static void compare(String name, Vqgan vqgan, Checkpoint expected, Tape tape) {
        int[] codes = integers(expected.read("codes"));
        try (Tensor picture = vqgan.decode(vqgan.quantizer().lookUp(codes, 4, 6, tape), tape)) {
            assertClose(name, "decoded", picture.toFloats(), expected);
        }
        float[] latent =
                vqgan.encode(tensor("picture", expected, tape), UNMOVED, tape).toFloats();
        float[] chosen = vqgan.quantizer().lookUp(integers(expected.read("chosen")));
        assertThat(latent).as("%s: codes", name).isEqualTo(chosen);
    }

    private static void compare(String name, Clip clip, Checkpoint expected, Tape tape) {
        float[] images =
                clip.embedImages(tensor("pictures", expected, tape), tape).toFloats();
        assertClose(name, "images", images, expected);
        int dimension = clip.dimension();
        int context = clip.contextLength();
        int[] tokens = integers(expected.read("tokens"));
        int count = tokens.length / context;
        float[] texts = new float[count * dimension];
        for (int i = 0; i < count; i++) {
            int[] text = Arrays.copyOfRange(tokens, i * context, (i + 1) * context);
            System.arraycopy(clip.embedText(text), 0, texts, i * dimension, dimension);
        }
        assertClose(name, "texts", texts, expected);
        assertClose(name, "cosines", PublishedClipTest.cosines(images, texts, dimension), expected);
    }

    private static Tensor tensor(String name, Checkpoint values, Tape tape) {
        float[] numbers = values.read(name);
        Tensor tensor = tape.take(values.tensor(name).shape());
        tensor.write(0, numbers, 0, numbers.length);
        return tensor;
    }

    private static int[] integers(float... numbers) {
        int[] integers = new int[numbers.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (int) numbers[i];
        }
        return integers;
    }

    /** The largest difference beside the largest number. */
    private static void assertClose(String name, String what, float[] actual, Checkpoint values) {
        float[] expected = values.read(what);
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
        }
        log.info("{} {}: {}", name, what, String.format(Locale.ROOT, "%.1e", difference / largest));
        assertThat(difference / largest).as("%s: %s", name, what).isLessThan(TOLERANCE);
    }
}
