package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of saved runs: what comes back, what does not, and what is left when the process is killed. */
class StateFileTest {
    private static final int KILLS = 100;
    private static final int AT_ONCE = 4;

    @TempDir
    Path folder;

    @Test
    void everythingComesBack() {
        BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(2, 1, 0x123456);
        KeptState state = new KeptState("it");
        state.put("canvas.latent", new KeptState.Values(new float[] {1, -0f, Float.MIN_VALUE, Float.NaN}, 2, 2));
        state.number("term \"a\" | ü.steps", Long.MIN_VALUE);
        Path file = folder.resolve("state");
        new StateFile(Map.of("congeal:x", "a\nb"), state, List.of(picture)).write(file);
        StateFile read = StateFile.read(file);
        assertThat(read.text()).isEqualTo(Map.of("congeal:x", "a\nb"));
        assertThat(read.state().numbers()).isEqualTo(Map.of("term \"a\" | ü.steps", Long.MIN_VALUE));
        KeptState.Values values = read.state().tensors().get("canvas.latent");
        assertThat(values.shape()).containsExactly(2, 2);
        assertThat(values.numbers()).containsExactly(1, -0f, Float.MIN_VALUE, Float.NaN);
        assertThat(read.pictures().get(0).getRGB(2, 1)).isEqualTo(0xff123456);
    }

    @Test
    void aDamagedFileIsRefusedWhereverItIsDamaged() throws IOException {
        Path file = folder.resolve("state");
        Saving.state(3, 200).write(file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            assertRefused(damaged);
            assertRefused(Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
        assertRefused(new byte[0]);
        assertThatThrownBy(() -> StateFile.read(folder.resolve("none"))).isInstanceOf(CheckpointException.class);
    }

    private void assertRefused(byte[] content) throws IOException {
        Path file = folder.resolve("damaged");
        Files.write(file, content);
        assertThatThrownBy(() -> StateFile.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("damaged");
    }

    /** Unfinished files of killed programs lie beside the file, and do no harm. */
    @Test
    void killingTheProcessWhileItSavesLeavesAWholeFile() throws Exception {
        Random random = new Random(6);
        int older = 0;
        for (int round = 0; round < KILLS / AT_ONCE; round++) {
            List<Process> children = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                Path own = Files.createDirectories(folder.resolve("child" + i));
                children.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Saving.class.getName(),
                                own.resolve("state").toString())
                        .redirectErrorStream(true)
                        .start());
            }
            try {
                for (int i = 0; i < AT_ONCE; i++) {
                    try (InputStream out = children.get(i).getInputStream()) {
                        assertThat(out.read()).as("it has saved once").isEqualTo('.');
                        Thread.sleep(random.nextInt(20));
                        children.get(i).destroyForcibly().waitFor();
                    }
                    Path own = folder.resolve("child" + i);
                    KeptState state = StateFile.read(own.resolve("state")).state();
                    float[] numbers = state.tensors().get("x").numbers();
                    assertThat(numbers)
                            .as("of one save")
                            .containsOnly(state.numbers().get("n"));
                    try (Stream<Path> files = Files.list(own)) {
                        older += files.count() > 1 ? 1 : 0;
                    }
                }
            } finally {
                // Also where something was wrong: they would save for ever.
                children.forEach(Process::destroyForcibly);
            }
        }
        assertThat(older).as("some were killed while they saved").isPositive();
    }

    /** Saves a small state again and again, until it is killed. */
    static final class Saving {
        private Saving() {}

        static StateFile state(long number, int length) {
            KeptState state = new KeptState("it");
            float[] numbers = new float[length];
            Arrays.fill(numbers, number);
            state.put("x", new KeptState.Values(numbers, length));
            state.number("n", number);
            return new StateFile(Map.of("congeal:version", "1"), state, List.of());
        }

        public static void main(String... arguments) {
            for (long i = 1; true; i++) {
                state(i, 100_000).write(Path.of(arguments[0]));
                System.out.print('.');
                System.out.flush();
            }
        }
    }
}
