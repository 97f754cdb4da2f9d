package io.github.congeal.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.DeviceUnavailableException;
import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.control.Device;
import io.github.congeal.model.Model;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole programs with the GPU's artifacts on the class path and no usable GPU: each in a JVM of its own. */
class WithoutGpuTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path folder;

    @Test
    void theCpuMakesTheVeryPictureItMakesWithoutTheArtifacts() throws Exception {
        assumeNoGpu();
        assertThat(CLASS_PATH).contains("nd4j-cuda-11.6");
        Path with = folder.resolve("with.png");
        Path without = folder.resolve("without.png");
        assertThat(run(CLASS_PATH, Picture.class, with)).isEqualTo("CPU");
        assertThat(log())
                .containsOnlyOnce("The engine uses the CPU, not the GPU: ")
                .contains("oneDNN");
        assertThat(run(without("cuda-11.6", "bytedeco/cuda"), Picture.class, without))
                .isEqualTo("CPU");
        assertThat(log()).doesNotContain("GPU");
        assertThat(pixels(with)).isEqualTo(pixels(without));
    }

    @Test
    void theGpuOrNothingIsNothing() throws Exception {
        assumeNoGpu();
        assertThat(run(CLASS_PATH, GpuOrNothing.class, folder))
                .startsWith("the GPU was asked for, but cannot be used: ")
                .contains("; CPU");
        assertThat(log()).contains("oneDNN");
    }

    @Test
    void theCpuInUseMakesNoGpuUsable() throws Exception {
        assertThat(run(CLASS_PATH, CpuThenGpu.class, folder)).startsWith("the GPU was asked for, but ");
        assertThat(log()).doesNotContain("not the GPU");
    }

    @Test
    void examinationStartsNothing() throws Exception {
        assertThat(run(CLASS_PATH, Examine.class, folder)).contains("driver");
        assertThat(log()).isEmpty();
    }

    private static void assumeNoGpu() {
        Assumptions.assumeFalse(new GpuProvider().examine().obstacle() == null, "this machine has a usable GPU");
    }

    private static String without(String... names) {
        Predicate<String> wanted = entry -> Arrays.stream(names).noneMatch(entry::contains)
                && !entry.contains("cuda-backend" + File.separator + "target" + File.separator + "classes");
        return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(wanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs a program, makes sure that it was quiet, and tells what it printed. */
    private String run(String classPath, Class<?> program, Path argument) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dorg.slf4j.simpleLogger.logFile=" + folder.resolve("log.txt"),
                        "-cp",
                        classPath,
                        program.getName(),
                        argument.toString())
                .redirectError(errors.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(errors).hasContent("");
        assertThat(process.exitValue()).as(output).isZero();
        return output.strip();
    }

    private String log() throws IOException {
        Path log = folder.resolve("log.txt");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private static int[] pixels(Path png) throws IOException {
        return ImageIO.read(png.toFile()).getRGB(0, 0, 48, 48, null, 0, 48);
    }

    static final class Picture {
        private Picture() {}

        public static void main(String... arguments) throws IOException {
            Generation generation = Generation.builder()
                    .prompt("a red apple")
                    .size(48, 48)
                    .iterations(2)
                    .cutouts(4)
                    .seed(1)
                    .build();
            for (Frame frame : generation) {
                frame.save(Path.of(arguments[0]));
            }
            System.out.println(Model.bundled().device());
        }
    }

    static final class GpuOrNothing {
        private GpuOrNothing() {}

        public static void main(String... arguments) {
            try {
                Generation.builder().device(Device.GPU);
            } catch (DeviceUnavailableException e) {
                System.out.println(e.getMessage() + "; " + Model.bundled().device());
            }
        }
    }

    static final class CpuThenGpu {
        private CpuThenGpu() {}

        public static void main(String... arguments) {
            Model.bundled(Device.CPU);
            Model.bundled();
            try {
                Model.bundled(Device.GPU);
            } catch (DeviceUnavailableException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    static final class Examine {
        private Examine() {}

        public static void main(String... arguments) {
            System.out.println(new GpuProvider().findings());
        }
    }
}
