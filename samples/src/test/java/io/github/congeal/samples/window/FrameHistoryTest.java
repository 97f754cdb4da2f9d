package io.github.congeal.samples.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.samples.window.FrameHistory.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameHistoryTest {
    private static final int ITERATIONS = 13;

    private final Generation generation = Generation.builder()
            .prompt("a red apple")
            .size(32, 32)
            .cutouts(1)
            .seed(1)
            .iterations(ITERATIONS)
            .build();

    @TempDir
    private Path folder;

    @Test
    void everyFrameIsKeptWithoutLoss() throws IOException {
        try (FrameHistory history = new FrameHistory(folder, Long.MAX_VALUE);
                FrameIterator frames = generation.frames()) {
            while (frames.hasNext()) {
                Frame frame = frames.next();
                history.add(frame);

                Kept kept = history.at(frame.iteration()).orElseThrow();
                assertThat(history.read(kept).orElseThrow().getRGB(5, 7))
                        .isEqualTo(frame.image().getRGB(5, 7));
            }
            assertThat(iterations(history))
                    .isEqualTo(IntStream.rangeClosed(0, ITERATIONS).boxed().toList());
        }
    }

    @Test
    void beyondTheBoundFramesAreThinnedEvenlyAndTheNewestStays() throws IOException {
        long bound = 4 * sizeOfOne();
        try (FrameHistory history = new FrameHistory(folder, bound);
                Stream<Frame> frames = generation.stream()) {
            for (Frame frame : (Iterable<Frame>) frames::iterator) {
                history.add(frame);
                assertThat(history.frames().stream().mapToLong(Kept::bytes).sum())
                        .isLessThanOrEqualTo(bound);
            }

            List<Integer> kept = iterations(history);
            assertThat(kept).startsWith(0).endsWith(ITERATIONS).hasSizeBetween(3, 5);
            int spacing = kept.get(1);
            assertThat(kept.subList(0, kept.size() - 1)).allMatch(iteration -> iteration % spacing == 0);
            assertThat(history.at(spacing + 1)).map(Kept::iteration).contains(spacing);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).hasSize(kept.size());
            }
        }
    }

    @Test
    void whatWasDroppedMeanwhileIsNoError() throws IOException {
        FrameHistory history = new FrameHistory(folder, Long.MAX_VALUE);
        try (FrameIterator frames = generation.frames()) {
            history.add(frames.next());
        }
        Kept kept = history.at(0).orElseThrow();

        history.close();

        assertThat(history.read(kept)).isEmpty();
        assertThat(folder).doesNotExist();
        Files.createDirectory(folder);
    }

    private long sizeOfOne() throws IOException {
        Path file = folder.resolve("one.png");
        try (FrameIterator frames = generation.frames()) {
            frames.next().save(file);
            long size = Files.size(file);
            Files.delete(file);
            return size + size / 4;
        }
    }

    private static List<Integer> iterations(FrameHistory history) {
        return history.frames().stream().map(Kept::iteration).toList();
    }
}
