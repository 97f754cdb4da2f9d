package io.github.congeal;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.checkpoint.SafetensorsWriter;
import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/** A model of made-up weights, in two files: small and quick, and it draws nothing that anybody would recognise. */
final class TinyModel {
    private TinyModel() {}

    /** Writes the files into a folder and loads them. */
    static Model in(Path folder) throws IOException {
        return in(folder, Map.of());
    }

    /** The same with some metadata of the CLIP. */
    static Model in(Path folder, Map<String, String> metadata) throws IOException {
        try (InputStream in = TinyModel.class.getResourceAsStream("internal/engine/step.safetensors")) {
            Checkpoint step = SafetensorsReader.read(in, "step.safetensors");
            return Model.load(
                    write(step.metadata().get("vqgan"), Map.of(), folder.resolve("vqgan.safetensors")),
                    write(forEveryText(step.metadata().get("clip")), metadata, folder.resolve("clip.safetensors")));
        }
    }

    /** Writes a checkpoint with another value in one place, and returns the new file. */
    static Path damaged(Path file, String tensor, int place, float value) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        try (Checkpoint sound = Checkpoints.open(file)) {
            sound.tensors().forEach((name, info) -> {
                float[] values = sound.read(name);
                if (name.equals(tensor)) {
                    values[place] = value;
                }
                writer.add(name, values, info.shape());
            });
        }
        Path damaged = file.resolveSibling("damaged.safetensors");
        writer.write(damaged);
        return damaged;
    }

    /** The fixture's CLIP knows fewer words, and reads fewer at a time, than the tokenizer gives it. */
    private static String forEveryText(String clip) {
        return clip.replaceFirst("(?m)^(positional_embedding) \\d+,", "$1 " + Tokenizer.CONTEXT_LENGTH + ",")
                .replaceFirst("(?m)^(token_embedding.weight) \\d+,", "$1 " + Tokenizer.VOCABULARY + ",");
    }

    private static Path write(String description, Map<String, String> metadata, Path file) {
        HashWeights weights = HashWeights.of(description);
        SafetensorsWriter writer = new SafetensorsWriter();
        metadata.forEach(writer::metadata);
        description
                .lines()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .forEach(name -> {
                    long[] shape = weights.shape(name);
                    writer.add(name, weights.read(name, shape), shape);
                });
        writer.write(file);
        return file;
    }
}
