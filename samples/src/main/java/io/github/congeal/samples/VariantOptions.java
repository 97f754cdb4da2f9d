package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.Variants;
import io.github.congeal.control.Prompt;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options for several pictures of the same, of which the best are kept. */
final class VariantOptions {
    @Option(
            names = "--variants",
            paramLabel = "N",
            description = "Make N pictures, with this seed and the following ones; each file name ends in its seed."
                    + " Default: ${DEFAULT-VALUE}.")
    private int count = 1;

    @Option(
            names = "--best",
            paramLabel = "K",
            description = "Of the variants, keep only the K that CLIP finds closest to the prompts. Default: all.")
    private int best;

    boolean areWanted() {
        return count != 1 || best != 0;
    }

    /** Makes the pictures, and writes those that are kept beside the given file. */
    void make(Generation generation, Path out, CommandLine command) throws IOException {
        if (count < 1) {
            throw new ParameterException(command, "--variants was %s, but must be at least 1".formatted(count));
        }
        int kept = best == 0 ? count : best;
        if (kept < 1 || kept > count) {
            throw new ParameterException(
                    command, "--best was %s and --variants %s, but must be from 1 to N".formatted(kept, count));
        }
        Variants variants = generation.variants(count);
        PrintWriter lines = command.getOut();
        for (Frame frame : variants.best(kept, text(generation))) {
            Path file = named(out, frame.generation().seed());
            frame.save(file);
            lines.printf("%s (seed %s)%n", file, frame.generation().seed());
            lines.flush();
        }
    }

    private static String text(Generation generation) {
        return generation.prompts().stream()
                .filter(prompt -> prompt.weight().greatest() > 0)
                .map(Prompt::text)
                .collect(Collectors.joining(", "));
    }

    private static Path named(Path out, long seed) {
        String name = out.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return out.resolveSibling(name.substring(0, dot) + "-" + seed + name.substring(dot));
    }
}
