package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkCommandTest {
    @TempDir
    private Path folder;

    @Test
    void anEstimateTakesNextToNoMemory() throws Exception {
        assertThat(estimate("--size", "480x480")).contains("imagenet_f16_16384+ViT-B/32, 480x480, 64 cutouts: 2.1 GB");
    }

    @Test
    void norDoesThatOfALargeModel() throws Exception {
        assertThat(estimate("--models", "imagenet_f16_16384+RN50x64", "--size", "64x64"))
                .contains("imagenet_f16_16384+RN50x64, 64x64, 64 cutouts: ");
    }

    private static String estimate(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Dorg.bytedeco.javacpp.platform=none-so-that-nothing-native-can-be-loaded",
                "-cp",
                System.getProperty("java.class.path"),
                Congeal.class.getName(),
                "benchmark",
                "--estimate"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void tellsWhatItMeasured() throws IOException {
        Path json = folder.resolve("report.json");

        CommandLineRun run = CommandLineRun.of(
                "benchmark",
                "--model",
                "bundled",
                "--size",
                "32x32",
                "--cutouts",
                2,
                "--iterations",
                3,
                "--json",
                json);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("first frame after", "iteration 3 of 3");
        assertThat(run.out()).contains("median of 3", "CLIP backward", "GFLOP/s", "peak resident memory");
        Map<String, Double> numbers = numbers(json);
        assertThat(numbers)
                .containsKeys(
                        "secondsPerIteration",
                        "gflopPerIteration",
                        "peakGflops",
                        "shareOfPeak",
                        "peakBufferBytes",
                        "secondsToFirstFrame",
                        "parts.optimiser",
                        "parts.quantise",
                        "parts.decode",
                        "parts.cutouts",
                        "parts.clipForward",
                        "parts.clipBackward",
                        "parts.regularisers",
                        "parts.decodeBackward")
                .allSatisfy((name, value) -> assertThat(value).isNotNegative());
        assertThat(Files.readString(json)).contains("\"peakResidentBytes\"");
        double parts = numbers.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("parts."))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        double seconds = numbers.get("secondsPerIteration");
        assertThat(parts).isCloseTo(seconds, within(1e-6));
        assertThat(seconds).isBetween(numbers.get("secondsOfFastest"), numbers.get("secondsOfSlowest"));
        assertThat(numbers.get("shareOfPeak"))
                .isPositive()
                .isCloseTo(numbers.get("gflopPerIteration") / seconds / numbers.get("peakGflops"), within(1e-6));
        assertThat(numbers.get("gflopComputed"))
                .isBetween(0.2 * numbers.get("gflopPerIteration"), 1.2 * numbers.get("gflopPerIteration"));
        assertThat(numbers.get("peakBufferBytes")).isGreaterThan(32 * 32 * 3 * 4);
    }

    @Test
    void leavesTheBundledModelOpen() {
        CommandLineRun.of("benchmark", "--model", "bundled", "--size", "32x32", "--cutouts", 1, "--iterations", 1);

        CommandLineRun again = CommandLineRun.of(
                "benchmark", "--model", "bundled", "--size", "32x32", "--cutouts", 1, "--iterations", 1, "--quiet");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).isEmpty();
    }

    @Test
    void saysHowMuchMemoryWouldBeNeeded() {
        CommandLineRun run =
                CommandLineRun.of("benchmark", "--model", "bundled", "--size", "64x96", "--cutouts", 4, "--estimate");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).matches("bundled, 64x96, 4 cutouts: 0\\.[3-9] GB\\R");
    }

    @Test
    void measuresTheGuest() {
        CommandLineRun run = CommandLineRun.of(
                "benchmark",
                "--model",
                "bundled",
                "--size",
                "64x64",
                "--soak",
                6,
                "--cancel",
                2,
                "--game-loop",
                1,
                "--two-runs",
                1);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("after 6 runs", "1 finished, 2 abandoned, 2 interrupted, 1 failed")
                .containsPattern("interrupt: ended after \\d+ ms \\(median of 2")
                .containsPattern("close +: ended after \\d+ ms")
                .containsPattern("alone +: \\d+\\.\\d ms from picture to picture \\(median of 60\\)")
                .containsPattern("beside a run: .*99th percentile")
                .containsPattern("two runs, ten steps each: \\d+ ms in turn, \\d+ ms at once");
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertRefused("--cancel takes --model bundled", "--cancel", "1");
        assertRefused("--game-loop was 0", "--game-loop", "0");
        assertRefused("there is no CLIP named 'ViT-B/33'", "--models", "imagenet_f16_1024+ViT-B/33");
        assertRefused("there is no model named 'large'", "--model", "large");
        assertRefused("multiples of", "--model", "bundled", "--size", "33x33");
        assertRefused("--iterations was 0", "--iterations", "0");
        assertRefused("--cutouts was 0", "--cutouts", "0");
        assertRefused("--memory-limit was -1", "--model", "bundled", "--memory-limit", "-1");
        assertRefused("but there are 0.1 GB", "--model", "bundled", "--memory-limit", "0.1");
        assertRefused("mutually exclusive", "--model", "bundled", "--models", "imagenet_f16_1024+RN50");
    }

    private static void assertRefused(String sentence, String... options) {
        Object[] arguments = new Object[options.length + 1];
        arguments[0] = "benchmark";
        System.arraycopy(options, 0, arguments, 1, options.length);
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(sentence);
    }

    /** The numbers of a report; those in an object are named after it. */
    private static Map<String, Double> numbers(Path file) throws IOException {
        Map<String, Double> numbers = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isNumeric() && !json.getParsingContext().inArray()) {
                    String parent = json.getParsingContext().getParent().getCurrentName();
                    numbers.put(
                            parent == null ? json.currentName() : parent + "." + json.currentName(),
                            json.getDoubleValue());
                }
            }
        }
        return numbers;
    }
}
