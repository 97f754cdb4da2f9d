package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.congeal.control.Control;
import io.github.congeal.control.Optimizer;
import io.github.congeal.control.Palette;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.internal.engine.StateFile;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are saved after a step drawn at random, and go on to the very pixels of those that were not. */
class ResumeTest {
    private static final int STEPS = 8;

    @TempDir
    private static Path folder;

    private static Model model;
    private static Path picture;

    @BeforeAll
    static void load() throws IOException {
        model = TinyModel.in(folder);
        picture = folder.resolve("picture.png");
        BufferedImage image = new BufferedImage(40, 24, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 20; x++) {
            image.setRGB(x, x, 0xff0000 + 10 * x);
        }
        ImageIO.write(image, "png", picture.toFile());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** Settings as in a file, separated by semicolons; PICTURE stands for a picture's path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "optimizer=adam",
                "optimizer=adam(amsgrad=true, weight-decay=0.1)",
                "optimizer=adamw(weight-decay=0.1)",
                "optimizer=adamw(amsgrad=true)",
                "optimizer=adagrad(learning-rate-decay=0.1)",
                "optimizer=adamax",
                "optimizer=diff-grad",
                "optimizer=adamp(nesterov=true)",
                "optimizer=radam",
                "optimizer=rmsprop(momentum=0.5, centered=true)",
                "gradient-clip=norm(most=0.01)",
                "gradient-clip=value(most=0.0001)",
                "reduce-on-plateau=plateau(patience=0, cooldown=1)",
                "step-size=0: 0.3 | 100%: 0.01",
                "step-size=cosine(0.3, 0.01, 3)",
                "step-size=warmup(4, 0.3)",
                "stop=congealed(window=5, fall=9)",
                "stop=below(loss=-1); every=3",
                "stop=after(steps=6)",
                "stop=deadline(after=1h)",
                "ema=0.9",
                "mse-regularization=mse-regularization(every=2)",
                "mse-regularization=mse-regularization(every=3, towards=start, quantized=true)",
                "init-weight=1; init-picture-weight=0: 10 | 50%: 0",
                "story=a forest || the sea || snow; story-blend=0.5",
                "target=PICTURE:0.5; noise-prompt=7:0.3",
                "initial-image=PICTURE; mask=ellipse; mask-feather=4; initial-noise=0.1",
                "initial-image=PICTURE; mask=PICTURE; mask-inverted=true",
                "cutout-method=updated-pooling; cutout-share=0: 0.5 | 50%: 1; redraw=3",
                "cutout-method=pytti; augmentation=elastic",
                "regularizer=smoothness; clamp-latent=false",
                "prompt.2=a lake:2@left; every=2",
                "canvas=codebook; ema=0.9",
                "motion=motion(zoom=1.1, every=2)",
                "motion=motion(turn=3, every=1, of=latent, smoothing=0.5)",
                "pixels=12x8; palette=pico-8; ema=0.5",
                "pixels=12x8; palette=3",
                "tiling=both",
                "coarse-to-fine=coarse-to-fine(above=16, share=0.7); ema=0.5",
                "coarse-to-fine=coarse-to-fine(above=32, share=0.5); story=a forest || the sea",
                "initial-image=PICTURE; mask=ellipse; coarse-to-fine=coarse-to-fine(above=32, share=0.3)",
                "tiled-decoding=tiled-decoding(side=32, overlap=16)",
                "change=3: prompt=fog; cutouts=3 | 5: step-size=0.01; start=perlin",
            })
    void goesOnToTheVeryPixels(String settings) throws IOException {
        Generation.Builder builder = builder();
        boolean change = settings.startsWith("change=");
        for (String setting : change ? new String[] {settings.replaceAll("; start=.*", "")} : settings.split("; ")) {
            String[] pair = setting.split("=", 2);
            builder.set(pair[0].replaceAll("\\.\\d", ""), pair[1].replace("PICTURE", picture.toString()));
        }
        assertGoesOn(builder.build(), settings.hashCode());
    }

    /** The bundled model's start: what is drawn and decided meanwhile is saved, too. */
    @ParameterizedTest
    @ValueSource(strings = {"64x64", "96x64"})
    void aSketchGoesOn(String size) throws IOException {
        assertGoesOn(
                Generation.builder()
                        .prompt("a red house")
                        .set("size", size)
                        .seed(2)
                        .cutouts(2)
                        .iterations(STEPS)
                        .build(),
                7);
    }

    @Test
    void aStoryOfSketchesGoesOn() throws IOException {
        assertGoesOn(
                Generation.builder()
                        .set("story", "a red house || a tree")
                        .size(64, 64)
                        .seed(2)
                        .cutouts(2)
                        .iterations(STEPS)
                        .build(),
                8);
    }

    @Test
    void severalClipsGoOn() throws IOException {
        Path clip = folder.resolve("another.safetensors");
        try (InputStream in = Model.class.getResourceAsStream("bundled/clip.safetensors")) {
            Files.copy(in, clip);
        }
        try (Model both =
                TinyModel.in(Files.createDirectory(folder.resolve("both"))).withClip(clip, 0.5)) {
            assertGoesOn(
                    Generation.builder()
                            .settings(builder().build().settings().without(Control.MEMORY_PLAN))
                            .model(both)
                            .build(),
                    9);
        }
    }

    @Test
    void aLossOfTheProgramsOwnGoesOn() {
        Generation generation = builder().loss("dark", view -> 1).build();
        SavedRun saved = savedAfter(generation, 2);
        Generation resumed = saved.resume(ResumeOptions.defaults().model(model).loss("dark", view -> 1));
        assertSame(frames(resumed), frames(generation), 2);
    }

    @Test
    void whatWasChangedOrAskedForInMidRunGoesOn() {
        Settings fog = Settings.EMPTY.with(Control.PROMPTS, Prompt.parse("fog | a house:0.5"));
        Settings fewer = Settings.EMPTY.with(Control.CUTOUTS, 2);
        SavedRun saved;
        List<Frame> live = new ArrayList<>();
        try (FrameIterator frames = builder().build().frames()) {
            live.add(frames.next());
            live.add(frames.next());
            frames.change(fog);
            live.add(frames.next());
            live.add(frames.next());
            frames.change(fewer);
            saved = frames.saved();
            frames.forEachRemaining(live::add);
        }
        List<Frame> resumed = frames(saved.resume(ResumeOptions.defaults().model(model)));
        assertSame(resumed, live, 3);
        assertThat(resumed.get(5).settings()).isEqualTo(live.get(STEPS).settings());
    }

    @Test
    void picturesInMemoryNeedNoFile() throws IOException {
        Generation generation =
                builder().target(ImageIO.read(picture.toFile()), 1).build();
        Path file = folder.resolve("memory.safetensors");
        savedAfter(generation, 1).write(file);
        Generation resumed = Generation.resume(file, ResumeOptions.defaults().model(model));
        assertSame(frames(resumed), frames(generation), 1);
        assertThat(resumed.settings().toText().get("target.1")).isEqualTo("(in memory)");
    }

    @Test
    void whatIsNotAsItWasIsSaid() throws IOException {
        Generation generation = builder().build();
        SavedRun saved = savedAfter(generation, 1);
        Map<String, String> other = Map.of("a", "b");
        try (Model same = TinyModel.in(Files.createDirectory(folder.resolve("same")));
                Model bundled = Model.bundled()) {
            assertThat(same.fingerprint()).isEqualTo(model.fingerprint()).isNotEqualTo(bundled.fingerprint());
            assertSame(frames(saved.resume(ResumeOptions.defaults().model(same))), frames(generation), 1);
        }
        try (Model changed = TinyModel.in(Files.createDirectory(folder.resolve("changed")), other)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> saved.resume(ResumeOptions.defaults().model(changed)))
                    .withMessageContaining(
                            "the saved run cannot be resumed to the same pixels: its model had other weights");
            List<String> said = new ArrayList<>();
            Generation resumed =
                    saved.resume(ResumeOptions.defaults().model(changed).allowing(said::add));
            assertThat(said).singleElement().asString().startsWith("its model had other weights than ");
            assertThat(frames(resumed)).hasSize(STEPS);
        }
    }

    @Test
    void itsOwnModelIsLoadedAgain() {
        Generation generation = builder().build();
        Path file = folder.resolve("own.safetensors");
        savedAfter(generation, 5).write(file);
        Generation resumed = Generation.resume(file);
        try (Model own = resumed.model()) {
            assertThat(own).isNotSameAs(model);
            assertSame(frames(resumed), frames(generation), 5);
        }
        SavedRun saved = SavedRun.read(file);
        assertThat(saved.iteration()).isEqualTo(5);
        assertThat(saved.elapsed()).isPositive();
        assertThat(saved.losses())
                .isEqualTo(frames(generation).subList(0, 6).stream()
                        .map(Frame::loss)
                        .toList());
    }

    @Test
    void onlyBetweenItsFramesCanItBeSaved() {
        FrameIterator frames = Generation.builder()
                .model(model)
                .prompt("fog")
                .size(48, 32)
                .cutouts(2)
                .iterations(1)
                .build()
                .frames();
        assertThatIllegalStateException()
                .isThrownBy(frames::saved)
                .withMessageContaining("make the first frame before");
        frames.next();
        frames.next();
        assertThatIllegalStateException().isThrownBy(frames::saved).withMessageContaining("the run has ended");
    }

    /** Its settings may name a palette's file, where the pictures are in the state itself. */
    @Test
    void aStateOpensNoFileWhereAModelIsGiven() throws IOException {
        Path palette = folder.resolve("mine.hex");
        Files.writeString(palette, "ff0000\n00ff00\n");
        Path file = folder.resolve("named.safetensors");
        savedAfter(builder().palette(Palette.of(palette)).build(), 1).write(file);
        StateFile whole = StateFile.read(file);
        Map<String, String> text = new HashMap<>(whole.text());
        text.put("congeal:palette", palette.toString());
        new StateFile(text, whole.state(), whole.pictures()).write(file);
        Files.delete(palette);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Generation.resume(file, ResumeOptions.defaults().model(model)))
                .withMessageContaining("takes something from a file (palette), and none may be opened");
    }

    @Test
    void stepsWithoutLossesAreRefused() {
        Path file = folder.resolve("steps.safetensors");
        savedAfter(builder().build(), 2).write(file);
        StateFile whole = StateFile.read(file);
        Map<String, String> text = new HashMap<>(whole.text());
        text.put("congeal:iteration", "2147483647");
        new StateFile(text, whole.state(), whole.pictures()).write(file);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> SavedRun.read(file))
                .withMessageEndingWith("it tells of 2147483647 steps, but of 3 losses");
    }

    /** A state of another run, or made up, whose checksum is right. */
    @Test
    void whatDoesNotFitIsRefused() {
        Generation other = builder().optimizer(Optimizer.rAdam()).ema(0.5).build();
        Generation small = Generation.builder()
                .settings(builder().build().settings().with(Control.SIZE, new Size(32, 32)))
                .model(model)
                .build();
        for (SavedRun saved : List.of(savedAfter(other, 1), savedAfter(small, 1))) {
            Generation wrong = Generation.builder()
                    .settings(builder().build().settings())
                    .model(model)
                    .goingOnFrom(saved)
                    .build();
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> wrong.frames().next())
                    .withMessageContaining("the saved run: ");
        }
    }

    /** Saves a run after some step, in a file, and compares what becomes of it with what became of the other. */
    private static void assertGoesOn(Generation generation, int seed) throws IOException {
        List<Frame> whole = frames(generation);
        int at = new Random(seed).nextInt(whole.size() - 1);
        Path file = folder.resolve("run.safetensors");
        try (FrameIterator frames = generation.frames()) {
            for (int i = 0; i <= at; i++) {
                frames.next();
            }
            frames.save(file);
        }
        Generation resumed = Generation.resume(file, ResumeOptions.defaults().model(generation.model()));
        assertThat(resumed.settings()).isEqualTo(generation.settings());
        List<Frame> rest = frames(resumed);
        assertSame(rest, whole, at);
        assertThat(rest.get(rest.size() - 1).ending())
                .isEqualTo(whole.get(whole.size() - 1).ending());
        assertSame(frames(resumed), whole, at);
    }

    private static void assertSame(List<Frame> rest, List<Frame> whole, int at) {
        assertThat(rest).hasSize(whole.size() - at);
        for (int i = 0; i < rest.size(); i++) {
            Frame expected = whole.get(at + i);
            assertThat(rest.get(i).iteration()).isEqualTo(expected.iteration());
            assertThat(rest.get(i).losses())
                    .as("losses of frame %d, saved at %d", i, at)
                    .isEqualTo(expected.losses());
            assertThat(pixels(rest.get(i)))
                    .as("pixels of frame %d, saved at %d", i, at)
                    .isEqualTo(pixels(expected));
        }
    }

    private static SavedRun savedAfter(Generation generation, int steps) {
        try (FrameIterator frames = generation.frames()) {
            for (int i = 0; i <= steps; i++) {
                frames.next();
            }
            return frames.saved();
        }
    }

    private static Generation.Builder builder() {
        return Generation.builder()
                .model(model)
                .prompt("a red apple")
                .size(48, 32)
                .seed(3)
                .cutouts(4)
                .iterations(STEPS);
    }

    private static List<Frame> frames(Generation generation) {
        List<Frame> frames = new ArrayList<>();
        generation.forEach(frames::add);
        return frames;
    }

    private static int[] pixels(Frame frame) {
        BufferedImage image = frame.image();
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
