package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.congeal.control.Control;
import io.github.congeal.control.Ending;
import io.github.congeal.control.Start;
import io.github.congeal.control.Stop;
import io.github.congeal.model.Model;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a run before all its steps are taken, and how its last picture is made again. */
class StopTest {
    @TempDir
    private static Path folder;

    private static Model model;
    private static List<Frame> whole;

    @BeforeAll
    static void load() throws IOException {
        model = TinyModel.in(folder);
        whole = frames(builder().build());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void withoutAConditionAllStepsAreTaken() {
        assertThat(whole).hasSize(9);
        assertThat(whole.get(7).ending()).isEmpty();
        assertThat(whole.get(8).ending()).contains(Ending.STEPS);
        assertThat(whole.get(8).isLast()).isTrue();
    }

    @Test
    void aLossThatIsLowEnoughEndsIt() {
        double bound =
                whole.subList(0, 4).stream().mapToDouble(Frame::loss).min().orElseThrow();
        int expected = 0;
        while (whole.get(expected).loss() >= bound + 1e-9) {
            expected++;
        }
        Frame last = last(builder().stop(Stop.below(bound + 1e-9)).build());
        assertThat(last.iteration()).isEqualTo(expected);
        assertThat(last.ending()).contains(Ending.LOSS);
    }

    @Test
    void soManyStepsLeaveSchedulesInPerCentAlone() {
        Frame last = last(builder().stop(Stop.after(5)).every(3).build());
        assertThat(last.iteration()).isEqualTo(5);
        assertThat(last.ending()).contains(Ending.STEPS);
        assertThat(pixels(last)).isEqualTo(pixels(whole.get(5)));
    }

    @Test
    void aSceneThatHasCongealedEndsIt() {
        // No loss falls by 9 from half to half.
        Frame last = last(builder().stop(new Stop.Congealed(4, 9)).build());
        assertThat(last.iteration()).isEqualTo(3);
        assertThat(last.ending()).contains(Ending.CONGEALED);
    }

    @Test
    void aDeadlineEndsItAndThePngSaysWhen() throws IOException {
        Generation hurried = builder().stop(Stop.deadline(Duration.ofNanos(1))).build();
        Frame last = last(hurried);
        assertThat(last.iteration()).isZero();
        assertThat(last.ending()).contains(Ending.DEADLINE);
        assertThat(last.settings().get(Control.STOPS)).containsExactly(Stop.after(0));
        assertMadeAgain(last);
    }

    @Test
    void theCallerEndsItWithTheNextFrame() throws IOException {
        Generation generation = builder().every(2).stop(Stop.below(-1)).build();
        try (FrameIterator frames = generation.frames()) {
            frames.next();
            frames.next();
            frames.stop();
            assertThat(frames.hasNext()).isTrue();
            Frame last = frames.next();
            assertThat(last.iteration()).isEqualTo(3);
            assertThat(last.ending()).contains(Ending.ASKED);
            assertThat(frames.hasNext()).isFalse();
            assertThat(pixels(last)).isEqualTo(pixels(whole.get(3)));
            assertThat(last.settings().get(Control.STOPS)).containsExactly(Stop.below(-1), Stop.after(3));
            assertMadeAgain(last);
            frames.stop();
        }
    }

    @Test
    void aTaskIsStopped() throws Exception {
        Generation endless = Generation.builder()
                .settings(whole.get(0).settings())
                .iterations(100_000)
                .model(model)
                .build();
        GenerationTask[] task = new GenerationTask[1];
        Runnable[] works = new Runnable[1];
        Generation stopping = endless.toBuilder()
                .onFrame(frame -> {
                    if (frame.iteration() == 2) {
                        task[0].pause();
                        task[0].stop();
                    }
                })
                .build();
        task[0] = stopping.start(work -> works[0] = work);
        works[0].run();
        Frame last = task[0].result().get();
        assertThat(last.iteration()).isEqualTo(3);
        assertThat(last.ending()).contains(Ending.ASKED);
        assertThat(task[0].progress()).isEqualTo(1);
    }

    @Test
    void conditionsAreWrittenAsTheyAreRead() {
        String text = "congealed(window=20, fall=0.005) | below(loss=-0.5) | after(steps=7) | deadline(after=1m30s)";
        List<Stop> stops = Control.STOPS.read(text);
        assertThat(stops)
                .containsExactly(
                        new Stop.Congealed(20, 0.005),
                        Stop.below(-0.5),
                        Stop.after(7),
                        Stop.deadline(Duration.ofSeconds(90)));
        assertThat(Control.STOPS.write(stops)).isEqualTo(text);
        assertThat(Control.STOPS.read("deadline(after=0.5s)")).containsExactly(Stop.deadline(Duration.ofMillis(500)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Control.STOPS.read("deadline(after=soon)"))
                .withMessageContaining("after was \"soon\", but must be a duration such as 1m30s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stop.deadline(Duration.ZERO))
                .withMessage("after was 0s, but must be a duration of more than 0s");
    }

    private static void assertMadeAgain(Frame last) throws IOException {
        Generation again = Generation.readFrom(new ByteArrayInputStream(last.png()), model);
        Frame same = last(again);
        assertThat(same.iteration()).isEqualTo(last.iteration());
        assertThat(pixels(same)).isEqualTo(pixels(last));
    }

    private static Generation.Builder builder() {
        return Generation.builder()
                .model(model)
                .prompt("a red apple")
                .size(48, 32)
                .seed(3)
                .cutouts(4)
                .start(Start.RANDOM)
                .set("step-size", "0: 0.1 | 100%: 0.01")
                .iterations(8);
    }

    private static List<Frame> frames(Generation generation) {
        List<Frame> frames = new ArrayList<>();
        generation.forEach(frames::add);
        return frames;
    }

    private static Frame last(Generation generation) {
        List<Frame> frames = frames(generation);
        return frames.get(frames.size() - 1);
    }

    private static int[] pixels(Frame frame) {
        return frame.image().getRGB(0, 0, 48, 32, null, 0, 48);
    }
}
