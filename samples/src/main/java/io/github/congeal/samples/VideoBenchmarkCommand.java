package io.github.congeal.samples;

import io.github.congeal.video.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how fast films are written and how much memory that takes. */
@Command(
        description = "Writes a film of moving colours and reports frames per second and memory in use, part by part.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class VideoBenchmarkCommand implements Callable<Integer> {
    private static final int PARTS = 5;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = Size.Converter.class,
            description = "Size in pixels. Default: ${DEFAULT-VALUE}.")
    private Size size = new Size(480, 480);

    @Option(names = "--frames", paramLabel = "N", description = "The number of frames. Default: ${DEFAULT-VALUE}.")
    private int frames = 500;

    @Option(
            names = "--ending",
            paramLabel = "ENDING",
            description = "The format of the film: mp4 or gif. Default: ${DEFAULT-VALUE}.")
    private String ending = "mp4";

    @Override
    public Integer call() throws IOException {
        if (frames < PARTS) {
            throw new ParameterException(
                    command.commandLine(), "--frames was %s, but must be at least %s".formatted(frames, PARTS));
        }
        Path folder = Files.createTempDirectory("congeal");
        Path film = folder.resolve("film." + ending);
        try {
            write(film);
        } finally {
            Files.deleteIfExists(film);
            Files.delete(folder);
        }
        return 0;
    }

    private void write(Path film) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        long closing;
        try (VideoWriter video = VideoWriter.to(film)) {
            out.println("frames  frames/s  CPU ms/frame  memory in use, MB");
            int done = 0;
            for (int part = 1; part <= PARTS; part++) {
                long wall = 0;
                long cpu = 0;
                int from = done;
                for (; done < (long) frames * part / PARTS; done++) {
                    BufferedImage frame = picture(done);
                    long wallBefore = System.nanoTime();
                    long cpuBefore = cpuNanos();
                    video.add(frame);
                    wall += System.nanoTime() - wallBefore;
                    cpu += cpuNanos() - cpuBefore;
                }
                out.println(String.format(
                        Locale.ROOT,
                        "%6d  %8.1f  %12.1f  %17.1f",
                        done,
                        (done - from) * 1e9 / wall,
                        cpu / 1e6 / (done - from),
                        memoryInUse() / 1e6));
                out.flush();
            }
            closing = System.nanoTime();
        }
        out.println(String.format(
                Locale.ROOT,
                "finished in %.2f s: %.1f MB",
                (System.nanoTime() - closing) / 1e9,
                Files.size(film) / 1e6));
        out.flush();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long memoryInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Moving waves of colour with some grain, similar to the frames of a run. */
    private BufferedImage picture(int step) {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        int grain = step * 7919 + 1;
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                grain = grain * 1664525 + 1013904223;
                int noise = (grain >>> 24) % 13 - 6;
                int red = level(Math.sin((x + 2 * step) / 17.0) + Math.cos(y / 23.0), noise);
                int green = level(Math.sin((x + y) / 31.0 + step / 5.0), noise);
                int blue = level(Math.cos((x - y) / 13.0 - step / 7.0), noise);
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    private static int level(double wave, int noise) {
        return (int) Math.max(0, Math.min(255, 128 + 60 * wave + noise));
    }
}
