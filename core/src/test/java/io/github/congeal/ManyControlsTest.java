package io.github.congeal;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Preparation;
import io.github.congeal.internal.engine.Run;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred combinations of controls, drawn at random but the same in each run of the test. */
class ManyControlsTest {
    private static final int COMBINATIONS = 100;
    private static final double SAID = 0.3;
    private static final int STEPS = 3;

    /** Some values of each control, in their written form. PICTURE stands for the path of one. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            entry("prompt", List.of("a red apple", "fog:-0.5", "a tree:(0: 1 | 50%: 0.2) | a lake:2:0.3")),
            entry("story", List.of("a forest || the sea", "a leaf || @2 snow || @75% rain")),
            entry("story-blend", List.of("0.5", "1")),
            entry("target", List.of("PICTURE", "PICTURE:0.5")),
            entry("noise-prompt", List.of("7", "8:0.3")),
            entry("initial-image", List.of("PICTURE")),
            entry("initial-fit", List.of("cover", "contain", "place(scale=0.5)")),
            entry("initial-noise", List.of("0.1")),
            entry("init-weight", List.of("1", "0: 2 | 50%: 0")),
            entry("init-picture-weight", List.of("10")),
            entry("mse-regularization", List.of("mse-regularization")),
            entry("mask", List.of("PICTURE", "ellipse")),
            entry("mask-inverted", List.of("true")),
            entry("mask-feather", List.of("0", "4")),
            entry("canvas", List.of("latent", "codebook")),
            entry("start", List.of("random", "plain", "perlin", "gradient", "snow", "pixels")),
            entry(
                    "regularizer",
                    List.of("total-variation", "smoothness", "saturation", "contrast", "gamut", "symmetry", "edges")),
            entry("iterations", List.of("3", "4")),
            entry("stop", List.of("congealed", "below(loss=-100)", "after(steps=3)")),
            entry("motion", List.of("motion(zoom=1.1, every=2)", "motion(turn=3, every=1, of=latent, smoothing=0.5)")),
            entry("every", List.of("1", "2")),
            entry("step-size", List.of("0.05", "0: 0.1 | 2: 0.02", "cosine(0.2, 0.01)", "warmup(2, 0.1)")),
            entry("optimizer", List.of("adam", "adamw", "adagrad", "adamax", "diff-grad", "adamp", "radam", "rmsprop")),
            entry("reduce-on-plateau", List.of("plateau(patience=1)")),
            entry("gradient-clip", List.of("norm(most=1)", "value(most=0.1)")),
            entry("clamp-latent", List.of("false")),
            entry("ema", List.of("0.9")),
            entry("cutouts", List.of("1", "3", "5")),
            entry("cutout-share", List.of("0: 1 | 50%: 0.5")),
            entry("redraw", List.of("2")),
            entry(
                    "cutout-method",
                    List.of("plain", "updated", "nr-updated", "updated-pooling", "latest", "pixray", "pytti")),
            entry(
                    "augmentation",
                    List.of("flip", "rotation", "elastic", "erasing", "thin-plate-spline", "color-jitter", "noise")),
            entry("truncate", List.of("true")),
            entry("tiled-decoding", List.of("tiled-decoding(side=32, overlap=16)")),
            entry("coarse-to-fine", List.of("coarse-to-fine(above=32, share=0.5)")),
            entry("tiling", List.of("horizontal", "both")),
            entry("pixels", List.of("12x8")),
            entry("palette", List.of("game-boy", "4")),
            entry("dither", List.of("ordered", "error-diffusion")),
            entry("transparent", List.of("ground")),
            entry("marks", List.of("false")),
            entry("threads", List.of("1")),
            entry("precision", List.of("fast")));

    /** Controls that are refused without another one. */
    private static final Map<String, String> NEEDS = Map.of(
            "story-blend", "story",
            "initial-fit", "initial-image",
            "initial-noise", "initial-image",
            "dither", "palette",
            "mask", "initial-image",
            "mask-inverted", "mask",
            "mask-feather", "mask");

    /** What is the same in all of them, or is found out. */
    private static final List<Control<?>> FIXED =
            List.of(Control.SIZE, Control.SEED, Control.MEMORY_LIMIT, Control.MEMORY_PLAN, Control.CHANGES);

    @TempDir
    private static Path folder;

    private static Model model;
    private static Path picture;

    @BeforeAll
    static void load() throws IOException {
        model = TinyModel.in(folder);
        picture = folder.resolve("picture.png");
        BufferedImage red = new BufferedImage(40, 24, BufferedImage.TYPE_INT_RGB);
        red.setRGB(5, 7, 0xff0000);
        ImageIO.write(red, "png", new File(picture.toString()));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void everyControlTakesPart() {
        assertThat(Control.all().stream()
                        .filter(control -> !FIXED.contains(control))
                        .map(Control::name))
                .containsExactlyInAnyOrderElementsOf(VALUES.keySet());
    }

    @Test
    void eachKeepsItsWordOnMemoryPixelsAndRecipe() throws IOException {
        Random random = new Random(18);
        int made = 0;
        List<String> refused = new ArrayList<>();
        while (made < COMBINATIONS) {
            List<String[]> said = draw(random);
            Generation generation;
            try {
                generation = builder(said).build();
            } catch (IllegalArgumentException e) {
                refused.add(e.getMessage());
                continue;
            }
            made++;
            keepsItsWord(generation, String.valueOf(said.stream().map(List::of).toList()));
        }
        assertThat(refused).as("most go together").hasSizeLessThan(COMBINATIONS);
    }

    private static List<String[]> draw(Random random) {
        List<String[]> said = new ArrayList<>();
        for (Control<?> control : Control.all()) {
            List<String> values = VALUES.getOrDefault(control.name(), List.of());
            String needed = NEEDS.get(control.name());
            boolean mayBe = needed == null || said.stream().anyMatch(setting -> setting[0].equals(needed));
            if (!values.isEmpty() && random.nextDouble() < SAID && mayBe) {
                String value = values.get(random.nextInt(values.size()));
                said.add(new String[] {control.name(), value.replace("PICTURE", picture.toString())});
            }
        }
        return said;
    }

    private static Generation.Builder builder(List<String[]> said) {
        Generation.Builder builder =
                Generation.builder().model(model).size(48, 32).seed(said.size());
        said.forEach(setting -> builder.set(setting[0], setting[1]));
        if (said.stream()
                .noneMatch(setting -> List.of("prompt", "story", "target").contains(setting[0]))) {
            builder.prompt("a red apple");
        }
        if (said.stream().noneMatch(setting -> setting[0].equals("iterations"))) {
            builder.iterations(STEPS);
        }
        if (said.stream().noneMatch(setting -> setting[0].equals("cutouts"))) {
            builder.cutouts(4);
        }
        return builder;
    }

    private static void keepsItsWord(Generation generation, String said) throws IOException {
        long planned = Preparation.of(Networks.of(model), generation.settings()).arrayBytes();
        try (Run run = generation.prepared(generation.settings()).newRun(() -> false)) {
            run.step();
            long afterTheFirst = run.arrayBytes();
            run.step();
            run.step();
            assertThat(run.arrayBytes())
                    .as("no array after the first step: %s", said)
                    .isEqualTo(afterTheFirst);
            assertThat(afterTheFirst).as("what was planned for %s", said).isCloseTo(planned, withPercentage(10));
        }
        Frame last = last(generation);
        assertThat(pixels(last(generation))).as("the same seed, %s", said).isEqualTo(pixels(last));
        SavedRun saved;
        try (FrameIterator frames = generation.frames()) {
            frames.next();
            saved = frames.saved();
        }
        Generation resumed = saved.resume(ResumeOptions.defaults().model(model));
        assertThat(pixels(last(resumed))).as("resumed, %s", said).isEqualTo(pixels(last));
        Path png = folder.resolve("saved.png");
        last.save(png);
        Settings read = RecipeReader.in(png).settings(Control.all());
        Files.delete(png);
        assertThat(read.toText())
                .as("the PNG of %s", said)
                .isEqualTo(last.settings().toText());
        Generation again = Generation.builder().model(model).settings(read).build();
        assertThat(pixels(last(again))).as("made again from its PNG, %s", said).isEqualTo(pixels(last));
    }

    private static Frame last(Generation generation) {
        return generation.stream().reduce((before, after) -> after).orElseThrow();
    }

    private static int[] pixels(Frame frame) {
        BufferedImage image = frame.image();
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
