package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
    /** {"params": {"w": [1.5f, -65536f], "loss.x": int8[7]}}, as flax.serialization writes it. */
    private static final String FLAX = "81" + "a6" + hex("params") + "82"
            + "a1" + hex("w") + "c7" + "15" + "01" + "93" + "9102" + "a7" + hex("float32") + "c408" + "0000c03f000080c7"
            + "a6" + hex("loss.x") + "c7" + "0b" + "01" + "93" + "9101" + "a4" + hex("int8") + "c401" + "07";

    @TempDir
    private Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void aFile() throws IOException {
        in = Files.write(folder.resolve("in"), HexFormat.of().parseHex(FLAX));
        out = folder.resolve("out.safetensors");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void everythingIsKeptAsItIs() throws IOException {
        CommandLineRun run = CommandLineRun.of("convert", in, out);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith(out + ": 2 tensors, ").contains("(1 F32, 1 I8)");
        assertThat(run.exitCode()).isZero();
        assertThat(header()).contains("\"params.w\":{\"dtype\":\"F32\",\"shape\":[2]", "\"params.loss.x\"");
        assertThat(data(9)).isEqualTo("0000c03f000080c7" + "07");
        assertThat(namesInFolder()).containsExactlyInAnyOrder("in", "out.safetensors");
    }

    @Test
    void fractionsAreHalvedAndOverflowIsTold() throws IOException {
        CommandLineRun run = CommandLineRun.of("convert", in, out, "--half");

        assertThat(run.err())
                .contains("1 tensors have values beyond the range of float16")
                .contains("params.w");
        assertThat(run.out()).contains("(1 F16, 1 I8)");
        assertThat(data(5)).isEqualTo("003e00fc" + "07");
    }

    @Test
    void lossesAreDropped() throws IOException {
        Path plain = folder.resolve("plain.safetensors");
        Files.write(in, HexFormat.of().parseHex(FLAX.substring(2 + 2 + 12)));
        assertThat(CommandLineRun.of("convert", in, plain).exitCode()).isZero();

        CommandLineRun run = CommandLineRun.of("convert", plain, out, "--only-model");

        assertThat(run.err()).contains("dropped 1 tensors that are not the model: loss.x");
        assertThat(header()).contains("\"w\"").doesNotContain("loss.x");
    }

    @Test
    void theSourceIsNotReplaced() throws IOException {
        byte[] before = Files.readAllBytes(in);

        CommandLineRun run = CommandLineRun.of("convert", in, in, "--half");

        assertThat(run.err()).contains("IN and OUT both name " + in + ": give each a file of its own");
        assertThat(run.exitCode()).isNotZero();
        assertThat(Files.readAllBytes(in)).isEqualTo(before);
    }

    @Test
    void nothingIsLeftOfAFailure() throws IOException {
        Files.write(in, Arrays.copyOf(Files.readAllBytes(in), 40));

        CommandLineRun run = CommandLineRun.of("convert", in, out);

        assertThat(run.err()).startsWith("congeal: " + in).doesNotContain("\tat ");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(namesInFolder()).containsExactly("in");
    }

    @Test
    void halfAndFloatExcludeEachOther() {
        CommandLineRun run = CommandLineRun.of("convert", in, out, "--half", "--float");

        assertThat(run.err()).contains("mutually exclusive");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private String header() throws IOException {
        return Files.readString(out, StandardCharsets.ISO_8859_1);
    }

    private String data(int bytes) throws IOException {
        byte[] file = Files.readAllBytes(out);
        return HexFormat.of().formatHex(file, file.length - bytes, file.length);
    }

    private Stream<String> namesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
