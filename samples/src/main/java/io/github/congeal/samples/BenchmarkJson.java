package io.github.congeal.samples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.congeal.diagnostics.Iteration;
import io.github.congeal.diagnostics.Measurement;
import io.github.congeal.diagnostics.MemoryUse;
import io.github.congeal.diagnostics.PhaseCost;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** A benchmark's result as JSON: seconds, bytes, and 1e9 floating-point operations. */
record BenchmarkJson(Measurement measured) {
    private static final double GIGA = 1e9;

    void write(Path file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(stream).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("models", measured.subject());
            json.writeNumberField("width", measured.width());
            json.writeNumberField("height", measured.height());
            json.writeNumberField("cutouts", measured.cutouts());
            json.writeNumberField("threads", measured.threads());
            speed(json);
            memory(json);
            json.writeNumberField("secondsToFirstFrame", measured.secondsToFirstFrame());
            json.writeEndObject();
        }
    }

    private void speed(JsonGenerator json) throws IOException {
        Iteration median = measured.median();
        json.writeNumberField("secondsPerIteration", median.seconds());
        json.writeNumberField("secondsOfFastest", measured.fastest());
        json.writeNumberField("secondsOfSlowest", measured.slowest());
        phases(json, "parts", PhaseCost::seconds);
        phases(json, "gflopOfParts", phase -> phase.flops() / GIGA);
        json.writeNumberField("gflopPerIteration", median.flops() / GIGA);
        json.writeNumberField("gflopComputed", measured.executedFlops() / GIGA);
        json.writeNumberField("gflopsReached", median.flops() / GIGA / median.seconds());
        json.writeNumberField("peakGflops", measured.peak().best() / GIGA);
        json.writeNumberField("peakConvolutionGflops", measured.peak().convolution() / GIGA);
        json.writeNumberField("peakProductGflops", measured.peak().product() / GIGA);
        json.writeNumberField("shareOfPeak", measured.shareOfPeak());
    }

    private void phases(JsonGenerator json, String name, ToDoubleFunction<PhaseCost> value) throws IOException {
        json.writeObjectFieldStart(name);
        for (PhaseCost phase : measured.median().phases()) {
            json.writeNumberField(camelCase(phase.phase()), value.applyAsDouble(phase));
        }
        json.writeEndObject();
    }

    /** {@code CLIP forward} becomes {@code clipForward}. */
    private static String camelCase(String phase) {
        String[] words = phase.toLowerCase(Locale.ROOT).split(" ");
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
        }
        return name.toString();
    }

    private void memory(JsonGenerator json) throws IOException {
        MemoryUse memory = measured.memory();
        bytes(json, "peakResidentBytes", memory.peakResidentBytes());
        json.writeNumberField("peakBufferBytes", memory.bufferBytes());
        json.writeNumberField("weightBytes", memory.weightBytes());
        json.writeNumberField("estimatedBytes", memory.estimatedBytes());
        json.writeArrayFieldStart("residentBytes");
        for (Iteration iteration : measured.iterations()) {
            if (iteration.residentBytes().isPresent()) {
                json.writeNumber(iteration.residentBytes().getAsLong());
            }
        }
        json.writeEndArray();
    }

    /** Null if the system does not tell. */
    private static void bytes(JsonGenerator json, String name, OptionalLong bytes) throws IOException {
        if (bytes.isPresent()) {
            json.writeNumberField(name, bytes.getAsLong());
        } else {
            json.writeNullField(name);
        }
    }
}
