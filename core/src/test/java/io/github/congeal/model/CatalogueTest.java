package io.github.congeal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.internal.checkpoint.Description;
import io.github.congeal.internal.clip.Activation;
import io.github.congeal.internal.clip.ClipConfiguration;
import io.github.congeal.internal.clip.ClipConfigurationFile;
import io.github.congeal.internal.vqgan.CodeChoice;
import io.github.congeal.internal.vqgan.VqganConfigurationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.bundled();

    @TempDir
    private Path folder;

    @Test
    void theUsualModelsAreThere() {
        PublishedModel model = CATALOGUE.get("imagenet_f16_16384");

        assertThat(model.kind()).isEqualTo(PublishedModel.Kind.VQGAN);
        assertThat(model.bytes()).isEqualTo(980_092_370);
        assertThat(model.sha256()).hasValue("845a68805098cb666420d5db93df53f3a3b6dd443e6dd85c05759c5b998cd663");
        assertThat(model.mirrors()).hasSizeGreaterThan(1);
        assertThat(CATALOGUE.models())
                .filteredOn(m -> m.kind() == PublishedModel.Kind.CLIP)
                .hasSize(18);
    }

    /** Nothing in the weights of these tells it. */
    @Test
    void theCatalogueHasWhatWeightsDoNotTell() {
        assertThat(configuration("ViT-B/32-laion2b")).contains(ClipConfiguration.OPENAI.with(Activation.GELU));
        assertThat(configuration("ViT-B/32-metaclip")).contains(ClipConfiguration.OPENAI);
        assertThat(configuration("ViT-L/14-laion2b"))
                .hasValueSatisfying(one -> assertThat(one.statistics().means()).containsExactly(0.5, 0.5, 0.5));
        assertThat(CATALOGUE.get("ViT-B/32-metaclip").licence()).contains("not for commercial use");
        assertThat(VqganConfigurationFile.choice(descriptions("ibq_f16_16384"))).contains(CodeChoice.PRODUCT);
    }

    private static Optional<ClipConfiguration> configuration(String name) {
        return ClipConfigurationFile.in(descriptions(name));
    }

    private static List<Description> descriptions(String name) {
        return CATALOGUE.get(name).config().stream()
                .map(config -> Description.of(config, name))
                .toList();
    }

    @Test
    void noTwoModelsShareANameOrAFile() {
        assertThat(CATALOGUE.models()).extracting(PublishedModel::name).doesNotHaveDuplicates();
        assertThat(CATALOGUE.models())
                .extracting(model -> model.fileName().toLowerCase())
                .doesNotHaveDuplicates();
        assertThat(CATALOGUE.models())
                .allSatisfy(model -> assertThat(CATALOGUE.get(model.name())).isSameAs(model));
    }

    @ParameterizedTest
    @CsvSource({"vit-b-32, ViT-B/32", "ViT-L/14@336px, ViT-L/14@336px", "rn50X4, RN50x4"})
    void namesMayBeWrittenInSeveralWays(String given, String name) {
        assertThat(CATALOGUE.get(given).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "imagenet_f16_16385, did you mean imagenet_f16_16384?",
        "wikiart, did you mean wikiart_f16_16384?",
        "xyzzy, there are imagenet_f16_16384",
    })
    void anUnknownNameIsAnsweredWithThoseThatAreKnown(String given, String sentence) {
        assertThatThrownBy(() -> CATALOGUE.get(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(given)
                .hasMessageContaining(sentence);
    }

    @Test
    void aClipIsNoVqgan() {
        assertThatThrownBy(() -> CATALOGUE.get("RN50", PublishedModel.Kind.VQGAN))
                .hasMessageStartingWith("RN50 is a CLIP, but a VQGAN is needed here, such as imagenet_f16_16384");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "file ../evil; line 7: fileName of x was '../evil'",
                "file x.ckpt~mirror http://example.org/x; line 7: the mirror http://example.org/x of x must be https",
                "file x.ckpt~mirror file:///etc/passwd; no http or https address",
                "file x.ckpt~sha256 ABC; sha256 of x was 'ABC'",
                "file x.ckpt~bytes many; For input string",
                "file x.ckpt~colour red; line 7: 'colour red' must be one of",
                "file x.ckpt~file y.ckpt; line 7: a second 'file'",
                "# nothing; has no 'file'",
            })
    void aBadCatalogueIsRefusedWithTheLine(String end, String sentence) throws IOException {
        Path file = Files.writeString(folder.resolve("catalogue.txt"), """
                model x
                kind vqgan
                good-at nothing
                format text
                licence none
                %s
                %s""".formatted(
                        end.replace('~', '\n'), end.contains("mirror") ? "" : "mirror https://example.org/x"));

        assertThatThrownBy(() -> Catalogue.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("catalogue.txt")
                .hasMessageContaining(sentence);
    }
}
