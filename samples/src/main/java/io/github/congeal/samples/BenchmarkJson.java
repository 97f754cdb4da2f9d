package io.github.congeal.samples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.congeal.internal.benchmark.Iteration;
import io.github.congeal.internal.benchmark.Measurement;
import io.github.congeal.internal.engine.Part;
import io.github.congeal.internal.engine.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** What a benchmark found, for machines: seconds, bytes, and 1e9 floating-point operations. */
record BenchmarkJson(String subject, Settings settings, Measurement measured) {
    private static final double GIGA = 1e9;

    void write(Path file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(stream).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("models", subject);
            json.writeNumberField("width", settings.width());
            json.writeNumberField("height", settings.height());
            json.writeNumberField("cutouts", settings.cutouts());
            json.writeNumberField("threads", measured.threads());
            speed(json);
            memory(json);
            json.writeNumberField("secondsToFirstFrame", measured.secondsToFirstFrame());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IOException("%s cannot be written: %s".formatted(file, e), e);
        }
    }

    private void speed(JsonGenerator json) throws IOException {
        Iteration median = measured.median();
        json.writeNumberField("secondsPerIteration", median.total());
        json.writeNumberField("secondsOfFastest", measured.fastest());
        json.writeNumberField("secondsOfSlowest", measured.slowest());
        parts(json, "parts", median::seconds);
        parts(json, "gflopOfParts", part -> measured.work().flops(part) / GIGA);
        json.writeNumberField("gflopPerIteration", measured.work().flops() / GIGA);
        json.writeNumberField("gflopComputed", measured.executedFlops() / GIGA);
        json.writeNumberField("gflopsReached", measured.work().flops() / GIGA / median.total());
        json.writeNumberField("peakGflops", measured.peak().best() / GIGA);
        json.writeNumberField("peakConvolutionGflops", measured.peak().convolution() / GIGA);
        json.writeNumberField("peakProductGflops", measured.peak().product() / GIGA);
        json.writeNumberField("shareOfPeak", measured.shareOfPeak());
    }

    private static void parts(JsonGenerator json, String name, ToDoubleFunction<Part> value) throws IOException {
        json.writeObjectFieldStart(name);
        for (Part part : Part.values()) {
            json.writeNumberField(camelCase(part), value.applyAsDouble(part));
        }
        json.writeEndObject();
    }

    private static String camelCase(Part part) {
        String[] words = part.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
        }
        return name.toString();
    }

    private void memory(JsonGenerator json) throws IOException {
        bytes(json, "peakResidentBytes", measured.peakResidentBytes());
        json.writeNumberField("peakBufferBytes", measured.bufferBytes());
        json.writeNumberField("weightBytes", measured.weightBytes());
        json.writeNumberField("estimatedBytes", measured.estimatedBytes());
        json.writeArrayFieldStart("residentBytes");
        for (Iteration iteration : measured.iterations()) {
            if (iteration.residentBytes().isPresent()) {
                json.writeNumber(iteration.residentBytes().getAsLong());
            }
        }
        json.writeEndArray();
    }

    /** Null where the system does not tell. */
    private static void bytes(JsonGenerator json, String name, OptionalLong bytes) throws IOException {
        if (bytes.isPresent()) {
            json.writeNumberField(name, bytes.getAsLong());
        } else {
            json.writeNullField(name);
        }
    }
}
