package io.github.congeal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.CheckpointException;
import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.control.Start;
import io.github.congeal.internal.engine.Networks;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
    private static final List<String> COLOURS = List.of("a red circle", "a green circle", "a blue circle");

    @TempDir
    Path folder;

    @Test
    void theBundledModelTellsColoursApart() {
        Model model = Model.bundled();
        Color[] colours = {Color.RED, new Color(0, 150, 0), Color.BLUE};
        for (int i = 0; i < colours.length; i++) {
            double[] probabilities = model.probabilities(circle(colours[i]), COLOURS);
            assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
            for (double other : probabilities) {
                assertThat(probabilities[i]).isGreaterThanOrEqualTo(other);
            }
        }
    }

    @Test
    void similarityIsTheCosineOfTheEmbeddings() {
        Model model = Model.bundled();
        BufferedImage image = circle(Color.RED);
        float[] seen = model.embed(image);
        float[] read = model.embed("a red circle");
        double cosine = 0;
        double length = 0;
        for (int i = 0; i < seen.length; i++) {
            cosine += (double) seen[i] * read[i];
            length += (double) seen[i] * seen[i];
        }
        assertThat(length).isCloseTo(1, within(1e-5));
        double[] found = model.similarity(image, List.of("a red circle"));
        assertThat(found).hasSize(1);
        assertThat(found[0]).isCloseTo(cosine, within(1e-6));
    }

    @Test
    void textsThatWereReadOnceAreComparedLikeOthers() {
        Model model = Model.bundled();
        Texts texts = model.texts(COLOURS);
        for (Color colour : List.of(Color.RED, Color.BLUE)) {
            BufferedImage image = circle(colour);
            assertThat(texts.similarity(image)).isEqualTo(model.similarity(image, COLOURS));
            assertThat(texts.probabilities(image)).isEqualTo(model.probabilities(image, COLOURS));
        }
        assertThat(texts.all()).isEqualTo(COLOURS);
        assertThat(texts.embedding(1)).isEqualTo(model.embed(COLOURS.get(1)));
        texts.embedding(1)[0] = Float.NaN;
        assertThat(texts.embedding(1)).isEqualTo(model.embed(COLOURS.get(1)));
        assertThat(model.texts(List.of()).similarity(circle(Color.RED))).isEmpty();
    }

    @Test
    void ofAStripOnlyTheMiddleIsEnlarged() {
        Model model = Model.bundled();
        BufferedImage strip = new BufferedImage(1, 200_000, BufferedImage.TYPE_INT_RGB);
        BufferedImage square = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 200_000; i++) {
            strip.setRGB(0, i, 0x3060a0);
        }
        for (int i = 0; i < 64; i++) {
            square.setRGB(i % 8, i / 8, 0x3060a0);
        }
        assertThat(model.embed(strip)).containsExactly(model.embed(square), within(1e-4f));
    }

    @Test
    void aNullAmongTextsIsNamed() {
        Model model = Model.bundled();
        List<String> texts = Arrays.asList("a red circle", null);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> model.texts(texts),
                () -> model.similarity(circle(Color.RED), texts),
                () -> model.probabilities(circle(Color.RED), texts))) {
            assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage("texts has null in it");
        }
    }

    @Test
    void theBundledModelDrawsWhatItSees() {
        BufferedImage image = circle(Color.RED);
        BufferedImage drawn = Model.bundled().reconstruct(image);
        assertThat(drawn.getWidth()).isEqualTo(96);
        assertThat(drawn.getHeight()).isEqualTo(96);
        Color middle = new Color(drawn.getRGB(48, 48));
        assertThat(middle.getRed()).isGreaterThan(middle.getGreen() + 60).isGreaterThan(middle.getBlue() + 60);
        assertThatThrownBy(() -> Model.bundled().reconstruct(new BufferedImage(5, 50, BufferedImage.TYPE_INT_RGB)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5x50");
    }

    @Test
    void theSameModelFromFilesMakesTheSamePicture() throws Exception {
        Path vqgan = copy("vqgan.safetensors");
        Path clip = copy("clip.safetensors");
        try (Model model = Model.load(vqgan, clip)) {
            assertThat(model.files()).contains(new Model.Files(vqgan, clip));
            assertThat(loss(model)).isEqualTo(loss(Model.bundled()));
        }
    }

    @Test
    void filesThatAreNoSuchModelAreRefused() throws Exception {
        Path vqgan = copy("vqgan.safetensors");
        Path clip = copy("clip.safetensors");
        assertThatThrownBy(() -> Model.load(clip, vqgan))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("clip.safetensors");
        assertThatThrownBy(() -> Model.load(vqgan, vqgan))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("vqgan.safetensors");
        assertThatThrownBy(() -> Model.load(folder.resolve("none"), clip)).isInstanceOf(CheckpointException.class);
    }

    @Test
    void twoGenerationsOnOneModelHoldTheWeightsOnce() throws Exception {
        try (Model model = Model.load(copy("vqgan.safetensors"), copy("clip.safetensors"))) {
            Networks networks = Networks.of(model);
            long alone = networks.bytes();
            assertThat(alone).isPositive();
            try (FrameIterator first = generation(model).frames();
                    FrameIterator second = generation(model).frames()) {
                first.next();
                second.next();
                assertThat(Networks.of(model)).isSameAs(networks);
                assertThat(networks.bytes()).isEqualTo(alone);
            }
        }
    }

    @Test
    void theTextTowerIsLoadedForEachOfTwoGenerationsAtOnce() throws Exception {
        try (Model model = Model.load(copy("vqgan.safetensors"), copy("clip.safetensors"));
                FrameIterator first = generation(model).frames();
                FrameIterator second = generation(model).frames()) {
            assertThat(first.next().loss()).isEqualTo(second.next().loss());
            assertThat(model.embed("a frog")).isEqualTo(Model.bundled().embed("a frog"));
        }
    }

    @Test
    void whatIsNeededOfAFileThatHasChangedIsRefused() throws Exception {
        Path vqgan = copy("vqgan.safetensors");
        Path clip = copy("clip.safetensors");
        BufferedImage image = circle(Color.RED);
        try (Model model = Model.load(vqgan, clip)) {
            float[] embedding = model.embed(image);
            model.reconstruct(image);
            Files.setLastModifiedTime(clip, FileTime.from(Instant.now().plusSeconds(10)));
            Files.delete(vqgan);
            assertThatThrownBy(() -> model.embed("a frog"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("clip.safetensors")
                    .hasMessageContaining("has changed");
            assertThatThrownBy(() -> generation(model).frames().next()).isInstanceOf(CheckpointException.class);
            assertThatThrownBy(() -> model.reconstruct(image))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("vqgan.safetensors")
                    .hasMessageContaining("gone");
            assertThat(model.embed(image)).isEqualTo(embedding);
        }
    }

    @Test
    void anInterruptEndsTheLoading() throws Exception {
        Path vqgan = copy("vqgan.safetensors");
        Path clip = copy("clip.safetensors");
        Thread caller = Thread.currentThread();
        LoadOptions interrupting = LoadOptions.defaults().listener((done, total) -> caller.interrupt());
        assertThatThrownBy(() -> Model.load(vqgan, clip, interrupting)).isInstanceOf(CancellationException.class);
        // The thread is still interrupted, so that nothing can begin either.
        assertThatThrownBy(() -> Model.load(vqgan, clip)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void loadingTellsHowFarItHasCome() throws Exception {
        List<Long> told = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        LoadOptions options = LoadOptions.defaults().listener((done, total) -> {
            told.add(done);
            totals.add(total);
        });
        Model.load(copy("vqgan.safetensors"), copy("clip.safetensors"), options).close();
        assertThat(told).hasSizeGreaterThan(50).isSorted();
        assertThat(told.get(told.size() - 1)).isEqualTo(totals.get(0)).isGreaterThan(1_000_000);
        assertThat(totals).containsOnly(totals.get(0));
    }

    @Test
    void theActivationIsWhatWasSaidOrWhatAConfigurationBesideTheFileSays() throws Exception {
        Path vqgan = copy("vqgan.safetensors");
        Path clip = copy("clip.safetensors");
        assertThat(activation(vqgan, clip, LoadOptions.defaults())).isEqualTo(Activation.QUICK_GELU);
        assertThat(activation(vqgan, clip, LoadOptions.defaults().activation(Activation.GELU)))
                .isEqualTo(Activation.GELU);

        Path configuration = folder.resolve("open_clip_config.json");
        Files.writeString(configuration, "{\"model_cfg\": {\"vision_cfg\": {\"layers\": 4}, \"text_cfg\": {}}}");
        assertThat(activation(vqgan, clip, LoadOptions.defaults())).isEqualTo(Activation.GELU);
        assertThat(activation(vqgan, clip, LoadOptions.defaults().activation(Activation.QUICK_GELU)))
                .isEqualTo(Activation.QUICK_GELU);

        // One of the file's own name comes first.
        Files.writeString(folder.resolve("clip.json"), "{\"quick_gelu\": true, \"vision_cfg\": {\"layers\": 4}}");
        assertThat(activation(vqgan, clip, LoadOptions.defaults())).isEqualTo(Activation.QUICK_GELU);

        Files.writeString(
                folder.resolve("clip.json"),
                "{\"vision_config\": {\"hidden_act\": \"relu\"}, \"text_config\": {\"hidden_act\": \"gelu\"}}");
        assertThatThrownBy(() -> Model.load(vqgan, clip))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("clip.json")
                .hasMessageContaining("relu");
    }

    @Test
    void aClipOfWhichNothingTellsTheColoursIsWarnedAbout() throws Exception {
        Path clip = copy("clip.safetensors");
        assertThat(logged(clip)).contains("nothing beside " + clip + " tells with which activation and colours");

        Files.writeString(
                folder.resolve("open_clip_config.json"),
                "{\"model_cfg\": {\"vision_cfg\": {\"layers\": 4}, \"text_cfg\": {}}}");
        assertThat(logged(clip)).doesNotContain("nothing beside");
    }

    private static String logged(Path clip) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            Model.loadClip(clip, LoadOptions.defaults()).close();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    private static Activation activation(Path vqgan, Path clip, LoadOptions options) {
        try (Model model = Model.load(vqgan, clip, options)) {
            return model.activation();
        }
    }

    private static Generation generation(Model model) {
        return Generation.builder()
                .model(model)
                .prompt("a frog")
                .size(64, 64)
                .iterations(1)
                .cutouts(2)
                .seed(3)
                .build();
    }

    private static double loss(Model model) {
        Generation generation = Generation.builder()
                .model(model)
                .prompt("a frog")
                // Files have no sketcher.
                .start(Start.PLAIN)
                .size(64, 64)
                .iterations(0)
                .cutouts(2)
                .seed(3)
                .build();
        double loss = Double.NaN;
        for (Frame frame : generation) {
            loss = frame.loss();
        }
        return loss;
    }

    private Path copy(String resource) throws Exception {
        Path file = folder.resolve(resource);
        try (InputStream in = Model.class.getResourceAsStream("bundled/" + resource)) {
            Files.copy(in, file);
        }
        return file;
    }

    private static BufferedImage circle(Color colour) {
        BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 100, 100);
        graphics.setColor(colour);
        graphics.fillOval(20, 20, 60, 60);
        graphics.dispose();
        return image;
    }
}
