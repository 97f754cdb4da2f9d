package io.github.congeal.cuda.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.cuda.StandIn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernels themselves, and the code that was made of them. */
class KernelTest {
    @Test
    void convolutionsAndProductsAreThoseOfPlainLoopsInWhateverOrderThreadsRun() throws Exception {
        Path program = StandIn.folder().resolve("kernel_test");
        Process process =
                new ProcessBuilder(program.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("Hopper bf16x3");
    }

    @Test
    void theCodeWasMadeOfTheseSources() throws Exception {
        MessageDigest hashed = MessageDigest.getInstance("SHA-256");
        List<Path> sources;
        try (Stream<Path> files = Files.list(Path.of("src/main/cuda"))) {
            sources = files.filter(file -> file.toString().matches(".*\\.(cu|h)"))
                    .sorted((a, b) ->
                            a.getFileName().toString().compareTo(b.getFileName().toString()))
                    .toList();
        }
        for (Path source : sources) {
            hashed.update(source.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            hashed.update((byte) 0);
            hashed.update(Files.readAllBytes(source));
            hashed.update((byte) 0);
        }
        assertThat(resource("sources.sha256").strip())
                .as("of the sources; if they changed, run src/main/cuda/compile.py")
                .isEqualTo(HexFormat.of().formatHex(hashed.digest()));
    }

    @ParameterizedTest
    @EnumSource
    void eachSetIsInTheJar(KernelSet set) throws IOException {
        assertThat(resource(set.resource()))
                .startsWith(set == KernelSet.HOPPER ? "\177ELF" : "//")
                .contains("convolve_bf16x3_128");
        assertThat(resource(set.resource()).contains("hopper_bf16x3")).isEqualTo(set == KernelSet.HOPPER);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = GpuDevice.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
