package io.github.congeal.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.DeviceUnavailableException;
import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.control.Device;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Start;
import io.github.congeal.diagnostics.Doctor;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole programs for which the stand-in is the system's driver: each in a JVM of its own. */
class GenerationOnGpuTest {
    @TempDir
    private Path folder;

    @Test
    void thePictureIsThatOfTheCpu() throws Exception {
        String[] said = run(BothDevices.class, "seed=3").split("\\s+");
        assertThat(said[0]).isEqualTo("GPU");
        assertThat(Integer.parseInt(said[1]))
                .as("difference of the first frames")
                .isLessThanOrEqualTo(1);
        assertThat(Integer.parseInt(said[2])).as("of the second").isLessThanOrEqualTo(2);
        assertThat(log()).contains("The engine uses the GPU: stand-in, compute capability 9.0, 8.6 GB of memory");
    }

    @Test
    void theDoctorSaysWhatServes() throws Exception {
        assertThat(run(Examine.class, ""))
                .contains("Congeal's own kernels for compute capability 9.0 serve it.")
                .contains("Congeal will use the GPU.");
        assertThat(run(Examine.class, "driver=12000"))
                .contains("That is too old for Congeal's own kernels.")
                .contains("-> Install release 530.30.02 or newer.")
                .contains("Congeal will use the CPU.");
        assertThat(run(Examine.class, "major=7,minor=5"))
                .contains("compute capability 7.5")
                .contains("Congeal's own kernels begin with compute capability 8.0.")
                .contains("nd4j-cuda");
    }

    @Test
    void whereTheDriverIsTooOldTheCpuComputes() throws Exception {
        assertThat(run(Frames.class, "driver=11060")).isEqualTo("CPU 2");
        assertThat(log())
                .contains("The engine uses the CPU, not the GPU: ")
                .contains("too old for Congeal's own kernels");
    }

    @Test
    void aGpuThatStopsIsToldInOneSentence() throws Exception {
        assertThat(run(Frames.class, "launches=500,failure=719"))
                .startsWith("the GPU stopped computing: ")
                .contains("error 719")
                .endsWith("what is loaded with Device.AUTO from now on computes on the CPU");
    }

    @Test
    void afterATrapInsideAKernelTheCpuComputesUnlessTheGpuWasAskedFor() throws Exception {
        String[] said = run(FramesTwice.class, "traps=500").split("\\R");
        assertThat(said).hasSize(3);
        assertThat(said[0]).startsWith("the GPU stopped computing: ").contains("error 719");
        assertThat(said[1]).isEqualTo("CPU 2");
        assertThat(said[2]).startsWith("the GPU was asked for, but cannot be used: the GPU stopped computing: ");
        assertThat(log()).contains("The engine uses the CPU, not the GPU: the GPU stopped computing: ");
    }

    private String run(Class<?> program, String standIn) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Djna.library.path=" + StandIn.folder(),
                        "-Dorg.slf4j.simpleLogger.logFile=" + folder.resolve("log.txt"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectError(errors.toFile());
        builder.environment().put("CONGEAL_STANDIN", standIn);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(errors).hasContent("");
        assertThat(process.exitValue()).as(output).isZero();
        return output.strip();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log.txt"));
    }

    private static Generation.Builder generation() {
        return Generation.builder()
                .prompt(Prompt.of("a red apple"))
                .start(Start.RANDOM)
                .size(32, 32)
                .iterations(1)
                .cutouts(1)
                .seed(1);
    }

    static final class BothDevices {
        private BothDevices() {}

        public static void main(String... arguments) {
            StringBuilder said = new StringBuilder();
            try (FrameIterator one = generation().build().frames();
                    FrameIterator other =
                            generation().device(Device.CPU).build().frames()) {
                said.append(Model.bundled().device());
                while (one.hasNext()) {
                    said.append(' ')
                            .append(difference(one.next().image(), other.next().image()));
                }
            }
            System.out.println(said);
        }

        private static int difference(BufferedImage one, BufferedImage other) {
            int most = 0;
            for (int i = 0; i < one.getWidth() * one.getHeight(); i++) {
                int x = i % one.getWidth();
                int y = i / one.getWidth();
                for (int shift = 0; shift < 24; shift += 8) {
                    int apart = (one.getRGB(x, y) >> shift & 255) - (other.getRGB(x, y) >> shift & 255);
                    most = Math.max(most, Math.abs(apart));
                }
            }
            return most;
        }
    }

    static final class Frames {
        private Frames() {}

        public static void main(String... arguments) {
            show(Device.AUTO);
        }

        static void show(Device device) {
            try {
                int frames = 0;
                for (Frame frame : generation().device(device).build()) {
                    frames += frame.image() == null ? 0 : 1;
                }
                System.out.println(Model.bundled().device() + " " + frames);
            } catch (DeviceUnavailableException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    static final class FramesTwice {
        private FramesTwice() {}

        public static void main(String... arguments) {
            Frames.show(Device.AUTO);
            Frames.show(Device.AUTO);
            Frames.show(Device.GPU);
        }
    }

    static final class Examine {
        private Examine() {}

        public static void main(String... arguments) {
            System.out.print(Doctor.examine());
        }
    }
}
