package io.github.congeal.internal.sketcher;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Draws a sheet with the bundled sketcher, to be looked at, and says how long it took: {@code SketchSheet OUT.png
 * PROMPTS.txt TEMPERATURE GUIDANCE SEED...}. A row shows, of each seed, the nearest drawing, laid out, the picture after
 * three passes, and at last.
 */
final class SketchSheet {
    private static final int CELL = 128;
    private static final int TITLE = 14;
    private static final int COLUMNS = 2;
    private static final int STYLE = 1;
    private static final int EARLY = 3;

    private SketchSheet() {}

    public static void main(String... arguments) throws IOException {
        List<String> prompts = Files.readAllLines(Path.of(arguments[1]));
        Sampling sampling = new Sampling(8, Double.parseDouble(arguments[3]), Double.parseDouble(arguments[2]), 3);
        long[] seeds = new long[arguments.length - 4];
        for (int i = 0; i < seeds.length; i++) {
            seeds[i] = Long.parseLong(arguments[4 + i]);
        }
        int width = 3 * seeds.length * CELL + 6;
        int rows = (prompts.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(COLUMNS * width, rows * (CELL + TITLE), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(Color.BLACK);
        long begin = now();
        try (BundledSketcher bundled = new BundledSketcher()) {
            System.out.printf("loaded in %.3f s%n", seconds(begin));
            for (int i = 0; i < prompts.size(); i++) {
                int left = i % COLUMNS * width;
                int top = i / COLUMNS * (CELL + TITLE);
                graphics.drawString(prompts.get(i), left + 2, top + TITLE - 3);
                List<BufferedImage> pictures = row(bundled, prompts.get(i), sampling, seeds);
                for (int k = 0; k < pictures.size(); k++) {
                    graphics.drawImage(pictures.get(k), left + k * CELL, top + TITLE, CELL, CELL, null);
                }
            }
        }
        ImageIO.write(sheet, "png", Path.of(arguments[0]).toFile());
    }

    private static List<BufferedImage> row(BundledSketcher bundled, String prompt, Sampling sampling, long... seeds) {
        List<BufferedImage> pictures = new ArrayList<>();
        for (long seed : seeds) {
            SplittableRandom random = new SplittableRandom(seed);
            long begin = now();
            Condition condition =
                    bundled.sketcher.condition(prompt, STYLE, Variation.of(random.split()), bundled.codec());
            double conditioning = seconds(begin);
            pictures.add(image(bundled.codec().decode(condition.near()[0])));
            begin = now();
            try (Buffers buffers = Buffers.create(Devices.automatic())) {
                Tape tape = new Tape(buffers);
                Sketch sketch = bundled.sketcher.sketcher().blank();
                while (sketch.done() < sampling.passes()) {
                    float[] uniforms = new float[bundled.sketcher.sketcher().uniformsPerPass()];
                    for (int i = 0; i < uniforms.length; i++) {
                        uniforms[i] = (float) random.nextDouble();
                    }
                    sketch = bundled.sketcher.sketcher().next(sketch, condition, sampling, uniforms, tape);
                    if (sketch.done() == EARLY) {
                        pictures.add(image(bundled.codec().decode(sketch.guess())));
                    }
                }
                pictures.add(image(bundled.codec().decode(sketch.codes())));
                System.out.printf(
                        "%s: condition %.3f s, passes %.3f s, %.1f MB; %s%n",
                        prompt,
                        conditioning,
                        seconds(begin),
                        buffers.bytes() / 1e6,
                        bundled.sketcher.nearest(prompt, STYLE, count -> 0).stream()
                                .map(found -> found.get(0).name())
                                .toList());
            }
        }
        return pictures;
    }

    /** This thread's time on a processor: on a busy machine, with one thread, what a quiet one would take. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double seconds(long begin) {
        return (now() - begin) / 1e9;
    }

    private static BufferedImage image(float[] picture) {
        int side = (int) Math.sqrt(picture.length / 3.0);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side * side; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = rgb << 8 | Math.round(255 * picture[3 * i + c]);
            }
            image.setRGB(i % side, i / side, rgb);
        }
        return image;
    }
}
