package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.image.ImageFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of a PNG that something else than Congeal has written. */
class ForeignRecipeTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "congeal:prompt.3, congeal:prompt.1",
        "congeal:prompt.02, congeal:prompt.1",
        "congeal:target.2, congeal:target.1",
        "congeal:loss.2, congeal:loss.1",
        "congeal:clip.3, congeal:clip.2",
    })
    void misnumberedSettingsAreNamed(String key, String first) throws IOException {
        Path png = with(Map.of(key, "fog"));

        assertThatThrownBy(() -> Generation.readFrom(png))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "%s carries the setting %s, but these must be numbered from %s on without gaps",
                        png, key, first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"congeal:size", "congeal:prompt.1", "congeal:vqgan", "congeal:model", "congeal:loss.1"})
    void ofALongValueAMessageHasTheBeginning(String key) throws IOException {
        Path png = with(Map.of(key, "x".repeat(500_000)));

        assertThatThrownBy(() -> Generation.readFrom(png))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("xxxxx")
                .hasMessageMatching("(?s).{0,2000}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 12.4, a chunk's type is not of four letters",
        "1000000, prIv, it is longer than a picture's file can be",
    })
    void aStreamThatNeverEndsIsRefused(int length, String type, String reason) {
        byte[] chunk = ByteBuffer.allocate(length + 12)
                .putInt(length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .array();
        InputStream signature =
                new ByteArrayInputStream(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        InputStream endless = new SequenceInputStream(new Enumeration<>() {
            private InputStream next = signature;

            @Override
            public boolean hasMoreElements() {
                return true;
            }

            @Override
            public InputStream nextElement() {
                InputStream result = next;
                next = new ByteArrayInputStream(chunk);
                return result;
            }
        });

        assertThatThrownBy(() -> Generation.readFrom(endless))
                .isInstanceOf(IOException.class)
                .hasMessage("the PNG is damaged: " + reason);
    }

    private Path with(Map<String, String> foreign) throws IOException {
        Map<String, String> text = new TreeMap<>();
        Settings.EMPTY
                .withDefaults(Control.all())
                .toText()
                .forEach((name, value) -> text.put("congeal:" + name, value));
        text.putAll(Map.of("congeal:version", "1", "congeal:seed", "7", "congeal:model", "bundled"));
        text.put("congeal:prompt.1", "a red apple");
        text.putAll(foreign);
        Path png = folder.resolve("a.png");
        ImageFile.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), png, text);
        return png;
    }
}
