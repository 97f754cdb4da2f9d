package io.github.congeal.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaletteFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.gpl, 'GIMP Palette\nName: Two\nColumns: 2\n# a comment\n  0   0   0\tblack\n255 128 0 orange'",
        "a.hex, '000000\n\n#FF8000\n'",
        "a.PAL, 'JASC-PAL\r\n0100\r\n2\r\n0 0 0\r\n255 128 0\r\n'",
    })
    void readsColoursInTheirOrder(String name, String text) throws IOException {
        assertThat(PaletteFile.read(Files.writeString(folder.resolve(name), text)))
                .containsExactly(0, 0xff8000);
    }

    @ParameterizedTest
    @CsvSource({
        "a.gpl, 'a palette', 'its first line is not \"GIMP Palette\"'",
        "a.pal, '', 'its first line is not \"JASC-PAL\"'",
        "a.gpl, 'GIMP Palette\nName: None', without colours",
        "a.gpl, 'GIMP Palette\n1 2 256', 'line 2, is no colour'",
        "a.gpl, 'GIMP Palette\n1 2', 'line 2, is no colour'",
        "a.hex, 'ff80', 'line 1, is no colour'",
        "a.hex, '', without colours",
    })
    void whatIsNoPaletteIsRefused(String name, String text, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertThatThrownBy(() -> PaletteFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void whatIsTooMuchIsRefused() throws IOException {
        Path many = Files.writeString(folder.resolve("many.hex"), "123456\n".repeat(257));
        assertThatThrownBy(() -> PaletteFile.read(many))
                .hasMessageContaining("more than 256 colours, from line 257 on");
        Path large = Files.writeString(folder.resolve("large.hex"), "\n".repeat(1 << 17));
        assertThatThrownBy(() -> PaletteFile.read(large)).hasMessageContaining("longer than 65536 bytes");
        assertThatThrownBy(() -> PaletteFile.read(folder.resolve("none.hex"))).isInstanceOf(IOException.class);
    }
}
