package io.github.congeal;

import io.github.congeal.control.Start;
import io.github.congeal.internal.engine.Draws;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.sketcher.BookSketcher;
import io.github.congeal.internal.sketcher.Drawing;
import io.github.congeal.internal.sketcher.Variation;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the exam's pictures for {@code training/exam.py}: {@code ExamPictures LIST}, of which each line is a seed, a file
 * and a prompt between tabs. Everything else is at its default; with {@code ExamPictures LIST still}, CLIP changes nothing,
 * which leaves the sketch alone. Prints, for each, the file and the names of the drawings that were laid out for the prompt's
 * things.
 */
final class ExamPictures {
    private static final double LEAST_STEP = 1e-9;

    private ExamPictures() {}

    public static void main(String... arguments) throws IOException {
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] parts = line.split("\t", 3);
            Path file = Path.of(parts[1]);
            Generation.Builder builder =
                    Generation.builder().model(Model.bundled()).prompt(parts[2]).seed(Long.parseLong(parts[0]));
            if (arguments.length > 1) {
                builder.stepSize(LEAST_STEP).cutouts(1);
            }
            Generation generation = builder.build();
            try (FrameIterator frames = generation.frames()) {
                Frame frame = frames.next();
                while (frames.hasNext()) {
                    frame = frames.next();
                }
                frame.save(file);
            }
            System.out.println(file + "\t" + nearest(generation, parts[2]));
        }
    }

    /** What the run drew from: it chooses among drawings that are nearly equally near as its seed tells. */
    private static String nearest(Generation generation, String prompt) {
        BookSketcher sketcher = Networks.of(generation.model()).sketcher().orElseThrow();
        Start.Sketched start = (Start.Sketched) generation.start();
        int style = sketcher.sketcher().styles().indexOf(start.style());
        Variation variation = Variation.of(Draws.of(generation.seed()).random(Draws.BEFORE_THE_STEPS, "sketch"));
        return sketcher.nearest(prompt, style, variation.choice()).stream()
                .map(List::iterator)
                .map(drawings -> drawings.next())
                .map(ExamPictures::named)
                .collect(Collectors.joining("; "));
    }

    private static String named(Drawing drawing) {
        return "%s, %s".formatted(drawing.name(), drawing.set().title());
    }
}
