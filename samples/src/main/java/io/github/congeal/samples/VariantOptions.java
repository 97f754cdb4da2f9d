package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.Variants;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
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
            description =
                    "Of the variants, keep only the K that CLIP finds closest to the prompts, or to a story's last"
                            + " chapter. Default: all.")
    private int best;

    boolean areWanted() {
        return count != 1 || best != 0;
    }

    /**
     * Makes the pictures, and writes those that are kept beside the given file: each when it is made, or the best at the
     * end.
     *
     * @param progress shows that of each run
     */
    void make(Generation generation, Path out, CommandLine command, Function<Generation, Progress> progress)
            throws IOException {
        if (count < 1) {
            throw new ParameterException(command, "--variants was %s, but must be at least 1".formatted(count));
        }
        if (best < 0 || best > count) {
            throw new ParameterException(
                    command, "--best was %s and --variants %s, but must be from 1 to N".formatted(best, count));
        }
        Variants variants = generation.variants(count);
        if (best == 0) {
            for (Generation variant : variants) {
                try (FrameIterator frames = variant.frames();
                        Progress shown = progress.apply(variant)) {
                    save(shown.ofAll(frames), out, command);
                }
            }
            return;
        }
        List<Frame> kept;
        try (Progress shown = progress.apply(generation)) {
            kept = variants.best(best, shown::reached);
        }
        for (Frame frame : kept) {
            save(frame, out, command);
        }
    }

    private static void save(Frame frame, Path out, CommandLine command) throws IOException {
        Path file = named(out, frame.generation().seed());
        frame.save(file);
        PrintWriter lines = command.getOut();
        lines.printf("%s (seed %s)%n", file, frame.generation().seed());
        lines.flush();
    }

    private static Path named(Path out, long seed) {
        String name = out.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return out.resolveSibling(name.substring(0, dot) + "-" + seed + name.substring(dot));
    }
}
