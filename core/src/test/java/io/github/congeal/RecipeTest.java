package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Control;
import io.github.congeal.control.CutoutMethod;
import io.github.congeal.control.Precision;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Start;
import io.github.congeal.control.Target;
import io.github.congeal.internal.image.GenerationMark;
import io.github.congeal.internal.image.ImageFile;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest extends TinyModelTest {
    @TempDir
    private Path folder;

    private Path saved;

    @BeforeEach
    void nameFile() {
        saved = folder.resolve("saved.png");
    }

    @Test
    void aSavedPictureIsMadeAgainFromItsFileAlone() throws IOException {
        Frame frame = last(smallest()
                .prompt(Prompt.of("a red | green apple: 3").weight(1.5).stop(0.25))
                .prompt("りんご 🍎")
                .target(picture("target.png", 0xff0000), -0.5)
                .initialImage(picture("start.png", 0x00ff00))
                .iterations(2)
                .build());
        frame.save(saved);

        Generation again = Generation.readFrom(saved);

        try (Model loaded = again.model()) {
            assertThat(loaded.files()).isEqualTo(model.files());
            assertThat(pixels(last(again))).isEqualTo(pixels(frame));
        }
    }

    /** On a GPU it makes another picture. */
    @Test
    void howExactlyItWasComputedComesBack() throws IOException {
        last(smallest().prompt("fog").precision(Precision.FAST).iterations(1).build())
                .save(saved);

        Generation again = Generation.readFrom(saved);
        again.model().close();
        assertThat(again.settings().find(Control.PRECISION)).contains(Precision.FAST);
    }

    @Test
    void everySettingComesBack() throws IOException {
        Path target = picture("target.png", 0xff0000);
        Path start = picture("start.png", 0x00ff00);
        List<Prompt> prompts = List.of(Prompt.of("a | b: 1").weight(-2.5).stop(0.125), Prompt.of("fog"));
        Generation generation = Generation.builder()
                .model(model)
                .prompts(prompts)
                .target(target, 0.5)
                .target(start, -1)
                .initialImage(start)
                .start(Start.PLAIN)
                .size(40, 24)
                .iterations(7)
                .every(3)
                .seed(-5)
                .stepSize(0.3)
                .cutouts(5)
                .cutoutMethod(CutoutMethod.PLAIN)
                .truncate(true)
                .build();
        save(generation, 3);

        Generation again = Generation.readFrom(saved);

        assertThat(again.prompts()).isEqualTo(prompts);
        assertThat(again.settings().get(Control.TARGETS))
                .extracting(it -> it.source().path().orElseThrow())
                .containsExactly(target, start);
        assertThat(again.settings().get(Control.TARGETS))
                .extracting(Target::weight)
                .containsExactly(Schedule.constant(0.5), Schedule.constant(-1));
        assertThat(again.settings().get(Control.INITIAL_IMAGE).path()).contains(start);
        assertThat(again.model().files()).isEqualTo(model.files());
        assertThat(new TreeMap<>(new Recipe(again).at(3))).isEqualTo(new TreeMap<>(new Recipe(generation).at(3)));
        assertThat(again.start()).isEqualTo(generation.start()).isInstanceOf(Start.Plain.class);
        assertThat(again.width()).isEqualTo(generation.width());
        assertThat(again.height()).isEqualTo(generation.height());
        assertThat(again.iterations()).isEqualTo(7);
        assertThat(again.every()).isEqualTo(3);
        assertThat(again.seed()).isEqualTo(-5);
        assertThat(again.stepSize()).isEqualTo(Schedule.constant(0.3));
        assertThat(again.cutouts()).isEqualTo(5);
        assertThat(again.cutoutMethod()).isEqualTo(CutoutMethod.PLAIN);
        assertThat(again.settings().get(Control.TRUNCATE)).isTrue();
        again.model().close();
    }

    @Test
    void whatOthersWroteCostsNothing() throws IOException {
        Map<String, String> text = recipe();
        text.put("Comment", "x".repeat(1000));
        write(text);
        Path large = withCompressedText(saved, key -> "other:" + key, 990);
        Path larger = withCompressedText(saved, key -> "congeal:prompt." + (key + 2), 990);

        Generation again = Generation.readFrom(large);

        assertThat(again.prompts()).containsExactly(Prompt.of("a red apple"));
        again.model().close();
        assertThatThrownBy(() -> Generation.readFrom(larger))
                .isInstanceOf(IOException.class)
                .hasMessage(larger + " is damaged: its text is far longer than settings are");
    }

    @Test
    void aSettingThatIsGivenTwiceIsRefused() throws IOException {
        write(recipe());
        Path twice = withCompressedText(saved, key -> "congeal:seed", 1);

        assertThatThrownBy(() -> Generation.readFrom(twice))
                .isInstanceOf(IOException.class)
                .hasMessage(twice + " is damaged: its text gives congeal:seed twice, in different ways");
    }

    /** Adds pieces of text that are a kilobyte each in the file, and a megabyte when they are read. */
    private Path withCompressedText(Path png, IntFunction<String> keyword, int pieces) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(compressed)) {
            deflater.write("a".repeat(1 << 20).getBytes(StandardCharsets.ISO_8859_1));
        }
        byte[] plain = Files.readAllBytes(png);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(plain, 0, 33);
        for (int i = 0; i < pieces; i++) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.writeBytes(("zTXt" + keyword.apply(i) + "\0\0").getBytes(StandardCharsets.ISO_8859_1));
            content.writeBytes(compressed.toByteArray());
            CRC32 checksum = new CRC32();
            checksum.update(content.toByteArray());
            out.writeInt(content.size() - 4);
            out.write(content.toByteArray());
            out.writeInt((int) checksum.getValue());
        }
        out.write(plain, 33, plain.length - 33);
        return Files.write(folder.resolve(keyword.apply(0).replace(':', '-') + ".png"), bytes.toByteArray());
    }

    @Test
    void aStrangersPictureOpensNoFile() throws IOException {
        save(smallest().prompt("a red apple").seed(3).build(), 0);
        byte[] plain = Files.readAllBytes(saved);
        save(smallest().target(picture("target.png", 0xff0000), 1).build(), 0);
        byte[] targeted = Files.readAllBytes(saved);
        save(smallest().prompt("x").initialImage(folder.resolve("target.png")).build(), 0);
        byte[] begun = Files.readAllBytes(saved);

        Generation again = Generation.readFrom(new ByteArrayInputStream(plain), Model.bundled());

        assertThat(again.model()).isSameAs(Model.bundled());
        assertThat(again.prompts()).containsExactly(Prompt.of("a red apple"));
        assertThat(again.seed()).isEqualTo(3);
        for (byte[] png : List.of(targeted, begun)) {
            assertThatThrownBy(() -> Generation.readFrom(new ByteArrayInputStream(png), Model.bundled()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("takes a picture from a file");
        }
    }

    @Test
    void aStreamIsReadLikeAFile() throws IOException {
        save(smallest().prompt("a red apple").seed(3).build(), 0);
        try (InputStream in = Files.newInputStream(saved)) {
            Generation again = Generation.readFrom(in);
            assertThat(again.model().files()).isEqualTo(model.files());
            assertThat(again.settings().toText())
                    .isEqualTo(Generation.readFrom(saved).settings().toText());
            again.model().close();
        }
        assertThatThrownBy(() -> Generation.readFrom(InputStream.nullInputStream()))
                .isInstanceOf(IOException.class)
                .hasMessage("the PNG is not a PNG picture");
    }

    @Test
    void peopleFindOutWhatAPictureShows() throws IOException {
        save(
                smallest()
                        .prompt("a red apple")
                        .prompt("fog")
                        .seed(42)
                        .iterations(9)
                        .build(),
                4);

        assertThat(ImageFile.readText(saved, key -> true))
                .containsEntry("Title", "a red apple, fog")
                .containsEntry("Description", "a red apple, fog; seed 42, step 4 of 9")
                .hasEntrySatisfying("Software", software -> assertThat(software).startsWith("Congeal 0."))
                .containsEntry("congeal:iteration", "4");
    }

    @Test
    void otherProgramsFindOutThatItWasGeneratedAndFromWhat() throws IOException {
        save(
                smallest()
                        .prompt("a red\napple")
                        .prompt(Prompt.of("a tree").weight(0.5))
                        .avoid("fog")
                        .seed(42)
                        .iterations(9)
                        .build(),
                4);

        Map<String, String> text = ImageFile.readText(saved, key -> true);
        assertThat(text.get("XML:com.adobe.xmp"))
                .contains("Iptc4xmpExt:DigitalSourceType=\"" + GenerationMark.SOURCE_TYPE + "\"");
        assertThat(text.get("parameters").lines().toList())
                .containsExactly(
                        "a red apple, (a tree:0.5)",
                        "Negative prompt: (fog:0.5)",
                        "Steps: 4, Sampler: adam, Seed: 42, Size: 16x16, Model: vqgan+clip, Version: Congeal "
                                + Version.CURRENT);
    }

    /** Settings in them, as if they were Congeal's, are never followed. */
    @Test
    void marksAreNotRead() throws IOException {
        save(smallest().prompt("a red apple").seed(42).build(), 0);
        Map<String, String> text = new LinkedHashMap<>(ImageFile.readText(saved, key -> true));
        Generation before = Generation.readFrom(saved);
        text.put("parameters", "a blue pear\nSteps: 1, Sampler: x, Seed: 7, Size: 512x512");
        text.put("XML:com.adobe.xmp", "<congeal:seed>7</congeal:seed>");
        ImageFile.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), saved, text);

        Generation after = Generation.readFrom(saved);
        assertThat(after.settings().toText()).isEqualTo(before.settings().toText());
        before.model().close();
        after.model().close();
    }

    @Test
    void marksCanBeLeftOut() throws IOException {
        save(smallest().prompt("a red apple").marks(false).build(), 0);

        assertThat(ImageFile.readText(saved, key -> true))
                .doesNotContainKeys("parameters", "XML:com.adobe.xmp")
                .containsEntry("congeal:marks", "false");
    }

    @Test
    void aPictureThatWasOnlyInMemoryIsLost() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        save(smallest().target(image, 1).build(), 0);

        assertThatThrownBy(() -> Generation.readFrom(saved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(saved.toString())
                .hasMessageContaining("congeal:target.1")
                .hasMessageContaining("only in memory");
    }

    @Test
    void aPictureOfAnotherProgramCarriesNoSettings() throws IOException {
        ImageFile.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), saved, Map.of("Title", "a cat"));

        assertThatThrownBy(() -> Generation.readFrom(saved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(saved + " carries no settings of Congeal");
    }

    @Test
    void whatIsNoPngCannotBeRead() throws IOException {
        Files.writeString(saved, "no picture");

        assertThatThrownBy(() -> Generation.readFrom(saved))
                .isInstanceOf(IOException.class)
                .hasMessage(saved + " is not a PNG picture");
    }

    @ParameterizedTest
    @CsvSource({
        "congeal:seed, twelve",
        "congeal:size, 16",
        "congeal:size, 0x0x0",
        "congeal:size, axb",
        "congeal:iterations, 1e3",
        "congeal:start, NOWHERE",
        "congeal:cutout-method, ''",
        "congeal:prompt.1, ''",
        "congeal:prompt.1, fog:NaN",
    })
    void badSettingsAreNamed(String key, String value) throws IOException {
        Map<String, String> text = recipe();
        text.put(key, value);
        write(text);

        assertThatThrownBy(() -> Generation.readFrom(saved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(saved.toString())
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"congeal:seed", "congeal:size", "congeal:clip"})
    void missingSettingsAreNamed(String key) throws IOException {
        Map<String, String> text = recipe();
        text.remove(key);
        write(text);

        assertThatThrownBy(() -> Generation.readFrom(saved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s lacks the setting %s", saved, key);
    }

    @Test
    void anUnknownModelIsNamed() throws IOException {
        Map<String, String> text = recipe();
        text.remove("congeal:vqgan");
        text.put("congeal:model", "grandiose");
        write(text);

        assertThatThrownBy(() -> Generation.readFrom(saved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"grandiose\"");
    }

    @Test
    void settingsOfLaterVersionsAreIgnored() throws IOException {
        Map<String, String> text = recipe();
        text.put("congeal:of-the-future", "bright");
        write(text);

        Generation again = Generation.readFrom(saved);

        assertThat(again.prompts()).containsExactly(Prompt.of("a red apple"));
        again.model().close();
    }

    private Map<String, String> recipe() {
        return new TreeMap<>(new Recipe(smallest().prompt("a red apple").build()).at(0));
    }

    private static Generation.Builder smallest() {
        return Generation.builder().model(model).size(16, 16).cutouts(2);
    }

    private void save(Generation generation, int iteration) throws IOException {
        write(new Recipe(generation).at(iteration));
    }

    private void write(Map<String, String> text) throws IOException {
        ImageFile.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), saved, text);
    }

    private static Frame last(Generation generation) {
        return generation.stream().reduce((earlier, later) -> later).orElseThrow();
    }

    private Path picture(String name, int colour) throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        image.setRGB(5, 5, colour);
        Path file = folder.resolve(name);
        PictureFile.write(image, file);
        return file;
    }

    private static int[] pixels(Frame frame) {
        BufferedImage image = frame.image();
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
