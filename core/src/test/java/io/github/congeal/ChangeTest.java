package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Change;
import io.github.congeal.control.Control;
import io.github.congeal.control.CutoutMethod;
import io.github.congeal.control.ImageSource;
import io.github.congeal.control.Optimizer;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Start;
import io.github.congeal.control.Target;
import io.github.congeal.internal.engine.Networks;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that change in mid-run, and pictures of such runs that are made again. */
class ChangeTest extends TinyModelTest {
    @TempDir
    private Path folder;

    private static final Settings FOG = Settings.EMPTY.with(Control.PROMPTS, Prompt.parse("fog | a house:0.5"));

    @Test
    void anotherPromptCountsFromTheNextStepOn() {
        List<Frame> plain = frames(builder().build());
        List<Frame> changed = frames(builder().change(3, FOG).build());
        assertThat(changed.get(3).losses()).hasSize(1);
        assertThat(pixels(changed.get(3))).isEqualTo(pixels(plain.get(3)));
        assertThat(changed.get(4).losses()).hasSize(2);
        assertThat(pixels(changed.get(6))).isNotEqualTo(pixels(plain.get(6)));
    }

    @Test
    void whatTheCallerChangesIsMadeAgainFromThePng() throws IOException {
        Settings slower = Settings.EMPTY
                .with(Control.STEP_SIZE, Schedule.parse("0: 0.3 | 100%: 0.1"))
                .with(Control.CUTOUTS, 6)
                .with(Control.CUTOUT_METHOD, CutoutMethod.PLAIN);
        List<Frame> live = new ArrayList<>();
        try (FrameIterator frames = builder().build().frames()) {
            live.add(frames.next());
            live.add(frames.next());
            frames.change(FOG);
            live.add(frames.next());
            frames.change(slower);
            frames.change(Settings.EMPTY.with(Control.CUTOUTS, 5));
            frames.forEachRemaining(live::add);
        }
        Frame last = live.get(6);
        assertThat(live.get(1).settings().get(Control.CHANGES)).isEmpty();
        assertThat(last.settings().get(Control.CHANGES))
                .containsExactly(
                        new Change(1, FOG),
                        new Change(2, slower),
                        new Change(2, Settings.EMPTY.with(Control.CUTOUTS, 5)));
        Generation again = Generation.readFrom(new ByteArrayInputStream(last.png()), model);
        assertThat(again.settings()).isEqualTo(last.settings());
        List<Frame> made = frames(again);
        for (int i = 0; i < live.size(); i++) {
            assertThat(pixels(made.get(i))).as("frame %d", i).isEqualTo(pixels(live.get(i)));
            assertThat(made.get(i).losses()).isEqualTo(live.get(i).losses());
        }
    }

    /** From the next step on each makes another picture, and its PNG makes that one again. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target | PICTURE:2",
                "init-weight | 300",
                "init-picture-weight | 3000",
                "optimizer | rmsprop",
                "optimizer | adam(beta1=0.5)",
                "reduce-on-plateau | plateau(patience=0, threshold=0.9)",
                "ema | 0.9",
            })
    void whatElseChangesDoesSoFromTheNextStepOn(String control, String value) throws IOException {
        Path picture = folder.resolve("target.png");
        BufferedImage red = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        red.setRGB(3, 3, 0xff0000);
        ImageIO.write(red, "png", picture.toFile());
        Settings other = Settings.fromText(Map.of(control, value.replace("PICTURE", picture.toString())));
        List<Frame> plain = frames(builder().build());
        List<Frame> changed = frames(builder().change(2, other).build());
        assertThat(pixels(changed.get(2))).isEqualTo(pixels(plain.get(2)));
        assertThat(pixels(changed.get(6))).isNotEqualTo(pixels(plain.get(6)));
        Path png = folder.resolve("changed.png");
        changed.get(6).save(png);
        Settings read = RecipeReader.in(png).settings(Control.all());
        Files.delete(png);
        List<Frame> again =
                frames(Generation.builder().model(model).settings(read).build());
        assertThat(pixels(again.get(6))).isEqualTo(pixels(changed.get(6)));
    }

    @Test
    void aChangeThatTakesTargetsAwayIsMadeAgainFromThePngTheRunAndTheFile() throws IOException {
        Settings without =
                Settings.EMPTY.with(Control.TARGETS, List.of()).with(Control.STEP_SIZE, Schedule.constant(0.05));
        Generation targeted = builder()
                .target(coloured(folder.resolve("target.png"), 0xff0000), 1)
                .build();
        List<Frame> live = new ArrayList<>();
        SavedRun saved;
        try (FrameIterator frames = targeted.frames()) {
            live.add(frames.next());
            live.add(frames.next());
            frames.change(without);
            live.add(frames.next());
            saved = frames.saved();
            frames.forEachRemaining(live::add);
        }
        Frame last = live.get(6);
        assertThat(last.losses()).hasSize(1);
        Settings settings = last.settings();
        Path png = folder.resolve("last.png");
        last.save(png);
        assertThat(RecipeReader.in(png).settings(Control.all())).isEqualTo(settings);
        assertThat(SettingsFile.fromJson(SettingsFile.toJson(settings))).isEqualTo(settings);
        Generation again = Generation.builder().model(model).settings(settings).build();
        assertThat(pixels(frames(again).get(6))).isEqualTo(pixels(last));
        Path file = folder.resolve("run.safetensors");
        saved.write(file);
        List<Frame> resumed =
                frames(SavedRun.read(file).resume(ResumeOptions.defaults().model(model)));
        assertThat(pixels(resumed.get(resumed.size() - 1))).isEqualTo(pixels(last));
    }

    @Test
    void aTargetWhoseFileHasNewContentCountsFromTheChangeOn() throws IOException {
        Path target = coloured(folder.resolve("target.png"), 0xff0000);
        List<Frame> live = new ArrayList<>();
        Generation targeted = builder().target(target, 1).build();
        try (FrameIterator frames = targeted.frames()) {
            live.add(frames.next());
            live.add(frames.next());
            coloured(target, 0x0000ff);
            frames.change(Settings.EMPTY.with(Control.TARGETS, List.of(Target.of(target, 1))));
            frames.forEachRemaining(live::add);
        }
        assertThat(live.get(2).losses()).isNotEqualTo(frames(targeted).get(2).losses());
    }

    @Test
    void aChangeAfterWhichAnAnnouncedOneCannotBeFollowedIsRefused() throws IOException {
        Settings withoutTargets = Settings.EMPTY.with(Control.TARGETS, List.of());
        Generation announced = builder()
                .target(coloured(folder.resolve("target.png"), 0xff0000), 1)
                .change(3, withoutTargets)
                .build();
        Settings withoutPrompts = Settings.EMPTY.with(Control.PROMPTS, List.of());
        try (FrameIterator frames = announced.frames()) {
            frames.next();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> frames.change(withoutPrompts))
                    .withMessageStartingWith("the change at step 3 could not follow: there is nothing to make");
            assertThat(frames.last().losses()).hasSize(1);
        }
        try (FrameIterator frames = announced.frames()) {
            while (frames.next().iteration() < 4) {
                assertThat(frames.hasNext()).isTrue();
            }
            assertThat(frames.change(FOG)).isTrue();
        }
    }

    @Test
    void whatTheProgramPaintsOverItsPictureLaterDoesNotCount() throws IOException {
        BufferedImage picture =
                ImageIO.read(coloured(folder.resolve("picture.png"), 0xff0000).toFile());
        BufferedImage own = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        own.setData(picture.getRaster());
        Generation generation = builder()
                .initialImage(own)
                .settings(Settings.EMPTY.with(Control.TARGETS, List.of(new Target(ImageSource.of(own), 1))))
                .build();
        List<Frame> before = frames(generation);
        own.setRGB(0, 0, 32, 32, new int[32 * 32], 0, 32);
        List<Frame> after = frames(generation);
        for (int i = 0; i < before.size(); i++) {
            assertThat(pixels(after.get(i))).isEqualTo(pixels(before.get(i)));
        }
        assertThat(generation.toBuilder().build().settings().get(Control.TARGETS))
                .isEqualTo(generation.settings().get(Control.TARGETS));
    }

    private static Path coloured(Path file, int colour) throws IOException {
        BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[32 * 32];
        Arrays.fill(pixels, colour);
        picture.setRGB(0, 0, 32, 32, pixels, 0, 32);
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    @Test
    void anInitWeightThatComesLaterHoldsWhatIsThereByThen() {
        Settings held = Settings.EMPTY.with(Control.INIT_PICTURE_WEIGHT, Schedule.constant(10));
        List<Frame> changed = frames(builder().change(3, held).build());
        assertThat(changed.get(4).losses().get(1))
                .isCloseTo(10 / 2.0 * meanSquare(changed.get(4), changed.get(3)), within(0.01));
        assertThat(changed.get(6).losses().get(1))
                .isCloseTo(10 / 2.0 * meanSquare(changed.get(6), changed.get(3)), within(0.01));
    }

    private static double meanSquare(Frame one, Frame other) {
        byte[] a = ((DataBufferByte) rgb(one).getRaster().getDataBuffer()).getData();
        byte[] b = ((DataBufferByte) rgb(other).getRaster().getDataBuffer()).getData();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.pow(((a[i] & 0xff) - (b[i] & 0xff)) / 255.0, 2);
        }
        return sum / a.length;
    }

    private static BufferedImage rgb(Frame frame) {
        BufferedImage rgb = new BufferedImage(48, 32, BufferedImage.TYPE_3BYTE_BGR);
        rgb.setRGB(0, 0, 48, 32, pixels(frame), 0, 48);
        return rgb;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size=64x64", "seed=7", "iterations=9", "start=random", "canvas=codebook",
                        "mse-regularization=mse-regularization",
                "mask=ellipse", "story=fog || a house", "initial-noise=1", "stop=after(steps=3)", "every=2", "threads=1"
            })
    void theRestIsRefusedInASentence(String setting) {
        int equals = setting.indexOf('=');
        Settings other = Settings.fromText(Map.of(setting.substring(0, equals), setting.substring(equals + 1)));
        try (FrameIterator frames = builder().build().frames()) {
            assertRefused(
                    () -> frames.change(other),
                    setting.substring(0, equals) + " cannot change in mid-run, only prompt,");
        }
    }

    @Test
    void anotherThreadChangesIt() throws Exception {
        GenerationTask[] task = new GenerationTask[1];
        Generation generation = builder()
                .onFrame(frame -> {
                    if (frame.iteration() == 2) {
                        onAnotherThread(() -> assertThat(task[0].change(FOG)).isTrue());
                    }
                })
                .build();
        Runnable[] works = new Runnable[1];
        task[0] = generation.start(work -> works[0] = work);
        works[0].run();
        Frame last = task[0].result().get();
        assertThat(last.settings().get(Control.CHANGES)).containsExactly(new Change(2, FOG));
        assertThat(last.losses()).hasSize(2);
        Generation again = Generation.readFrom(new ByteArrayInputStream(last.png()), model);
        assertThat(pixels(frames(again).get(6))).isEqualTo(pixels(last));
        assertThat(task[0].change(FOG)).isFalse();
    }

    @Test
    void whatHasEndedSaysThatItChangesNoMore() {
        FrameIterator frames = builder().build().frames();
        assertThat(frames.change(FOG)).isTrue();
        frames.close();
        assertThat(frames.change(FOG)).isFalse();
        GenerationTask task = builder().build().start(work -> {});
        task.cancel();
        assertThat(task.change(FOG)).isFalse();
    }

    private static void onAnotherThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The run is begun anew from its state, which must be whole. */
    @Test
    void whatDoesNotMatterChangesNothing() {
        Generation.Builder every =
                builder().optimizer(Optimizer.adamW().amsgrad(true)).ema(0.5);
        Generation plain = every.build();
        Generation changed = Generation.builder()
                .settings(plain.settings())
                .model(model)
                .change(2, Settings.EMPTY.with(Control.TRUNCATE, true))
                .build();
        assertThat(pixels(frames(changed).get(6)))
                .isEqualTo(pixels(frames(plain).get(6)));
    }

    @Test
    void aSketchGoesOnThroughAChange() {
        Generation.Builder bundled = Generation.builder()
                .prompt("a red house")
                .size(64, 64)
                .seed(2)
                .cutouts(2)
                .iterations(6);
        Generation plain = bundled.build();
        assertThat(plain.start()).isInstanceOf(Start.Sketched.class);
        Generation changed = bundled.change(2, Settings.EMPTY.with(Control.TRUNCATE, true))
                .change(1, Settings.EMPTY.with(Control.TRUNCATE, true))
                .build();
        assertThat(changed.image().getRGB(0, 0, 64, 64, null, 0, 64))
                .isEqualTo(plain.image().getRGB(0, 0, 64, 64, null, 0, 64));
    }

    @Test
    void whatWasNotBegunAsASketchBecomesNone() {
        Settings wanted = Settings.EMPTY.with(Control.PROMPTS, Prompt.parse("a red house"));
        Frame last = null;
        for (Frame frame : Generation.builder()
                .prompt("fog:-1")
                .size(64, 64)
                .cutouts(2)
                .iterations(3)
                .change(1, wanted)
                .build()) {
            last = frame;
        }
        assertThat(last.loss()).isPositive();
    }

    @Test
    void whatCannotChangeIsRefused() {
        try (FrameIterator frames = builder().build().frames()) {
            assertRefused(
                    () -> frames.change(Settings.EMPTY.withText(Control.SIZE, "64x64")),
                    "size cannot change in mid-run, only prompt, target, noise-prompt, init-weight,");
            assertRefused(() -> frames.change(Settings.EMPTY), "nothing changes: give at least one control");
            assertRefused(
                    () -> frames.change(Settings.EMPTY.with(Control.PROMPTS, List.of())), "there is nothing to make");
            assertThat(frames.next().settings().get(Control.CHANGES)).isEmpty();
        }
        assertRefused(
                () -> builder().change(6, FOG).build(), "a change was to come after 6 steps, but only 6 are taken");
        Settings settings = builder().build().settings();
        assertRefused(
                () -> new Changes(Networks.of(model), settings, Map.of(), 1_000_000).prepare(settings),
                "the change needs ");
    }

    @Test
    void isWrittenAsItIsRead() {
        Settings bars = Settings.EMPTY
                .with(
                        Control.PROMPTS,
                        List.of(Prompt.of("a\\b; c"), Prompt.of("fog").weight(-0.3)))
                .withText(Control.STEP_SIZE, "0: 0.1 | 200: 0.05");
        List<Change> changes = List.of(new Change(2, bars), new Change(30, FOG));
        assertThat(Control.CHANGES.read(Control.CHANGES.write(changes))).isEqualTo(changes);
        assertThat(Control.CHANGES.read("2: prompt=a house; step-size=0: 0.1 | 9: 0.2 | 30: cutouts=7"))
                .containsExactly(
                        new Change(
                                2,
                                Settings.EMPTY
                                        .with(Control.PROMPTS, Prompt.parse("a house"))
                                        .withText(Control.STEP_SIZE, "0: 0.1 | 9: 0.2")),
                        new Change(30, Settings.EMPTY.with(Control.CUTOUTS, 7)));
        assertRefused(() -> Control.CHANGES.read("cutouts=7"), "must be a step, a colon, and CONTROL=VALUE");
        assertRefused(() -> Control.CHANGES.read("2: cutouts"), "write CONTROL=VALUE");
        assertRefused(() -> Control.CHANGES.read("2: cutouts=7; cutouts=8"), "cutouts was given twice");
        assertRefused(() -> Control.CHANGES.read("2: seed=7"), "seed cannot change in mid-run");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }

    private static Generation.Builder builder() {
        return Generation.builder()
                .model(model)
                .prompt("a red apple")
                .size(48, 32)
                .seed(3)
                .cutouts(4)
                .start(Start.RANDOM)
                .stepSize(0.3)
                .iterations(6);
    }

    private static List<Frame> frames(Generation generation) {
        List<Frame> frames = new ArrayList<>();
        generation.forEach(frames::add);
        return frames;
    }

    private static int[] pixels(Frame frame) {
        return frame.image().getRGB(0, 0, 48, 32, null, 0, 48);
    }
}
