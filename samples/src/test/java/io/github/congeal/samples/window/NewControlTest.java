package io.github.congeal.samples.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.SettingsFile;
import io.github.congeal.control.Control;
import io.github.congeal.control.Form;
import io.github.congeal.control.Settings;
import io.github.congeal.samples.ControlsCommandLine;
import io.github.congeal.samples.ControlsTable;
import io.github.congeal.video.VideoWriter;
import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.JTextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A control that Congeal does not know: its declaration is all that is needed to find it everywhere. */
class NewControlTest {
    /** How the glitter is spread. */
    private record Spread(int clusters, double distance) {}

    private static final Control<Spread> GLITTER =
            Control.of("glitter-spread", "How the glitter is spread.", Form.words(new Spread(3, 0.5)));

    private static final List<Control<?>> CONTROLS =
            Stream.concat(Control.all().stream(), Stream.of(GLITTER)).toList();

    private static final String WRITTEN = "spread(clusters=7, distance=0.5)";

    @TempDir
    private Path folder;

    @Test
    void theBuilderTakesAndChecksIt() {
        assertThat(small().build().settings().get(GLITTER)).isEqualTo(new Spread(7, 0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generation.builder().set(GLITTER, null))
                .withMessageStartingWith("glitter-spread was null, but must be spread(clusters=…, distance=…)");
    }

    @Test
    void theCommandLineHasAnOption() throws IOException {
        Path png = folder.resolve("a.png");
        assertThat(ControlsCommandLine.run(CONTROLS, "generate", "--help"))
                .contains("--glitter-spread", "How the glitter");
        assertThat(ControlsCommandLine.run(CONTROLS, "generate", "x", "--glitter-spread", "spread(clusters=many)"))
                .contains("glitter-spread was \"spread(clusters=many)\": clusters was \"many\"");
        ControlsCommandLine.run(
                CONTROLS,
                "generate",
                "fog",
                "--glitter-spread",
                WRITTEN,
                "--size",
                "64x64",
                "--iterations",
                "0",
                "--cutouts",
                "1",
                "--out",
                png.toString());
        assertThat(Generation.readFrom(png, CONTROLS).settings().get(GLITTER)).isEqualTo(new Spread(7, 0.5));
    }

    @Test
    void thePngCarriesIt() throws IOException {
        Path png = folder.resolve("a.png");
        small().build().stream().findFirst().orElseThrow().save(png);
        assertThat(Files.readString(png, StandardCharsets.ISO_8859_1)).contains("congeal:glitter-spread");
        assertThat(Generation.readFrom(png, CONTROLS).settings().get(GLITTER)).isEqualTo(new Spread(7, 0.5));
        assertThat(Generation.readFrom(png).settings().has(GLITTER)).isFalse();
    }

    @Test
    void theFilmCarriesIt() throws IOException {
        Path film = folder.resolve("a.mp4");
        try (VideoWriter writer = VideoWriter.to(film);
                Stream<Frame> frames = small().build().stream()) {
            for (Frame frame : frames.toList()) {
                writer.add(frame);
            }
        }
        assertThat(Files.readString(film, StandardCharsets.ISO_8859_1))
                .contains("\"glitter-spread\": \"%s\"".formatted(WRITTEN));
    }

    @Test
    void theJsonCarriesIt() {
        Settings settings = Settings.EMPTY.with(GLITTER, new Spread(7, 0.5));
        String json = SettingsFile.toJson(settings);
        assertThat(json).contains("\"glitter-spread\": \"%s\"".formatted(WRITTEN));
        assertThat(SettingsFile.fromJson(json, CONTROLS)).isEqualTo(settings);
    }

    @Test
    void theDocumentsHaveARow() {
        assertThat(ControlsTable.of(CONTROLS, List.of()))
                .contains("| `glitter-spread` | How the glitter is spread. |")
                .contains("`spread(clusters=3, distance=0.5)`");
    }

    @Test
    void theWindowHasAField() {
        assumeThat(GraphicsEnvironment.isHeadless()).isFalse();
        SettingsPanel panel = new SettingsPanel(CONTROLS, () -> {}, sentence -> {}, new JButton(), new JButton());
        JTextField field = components(panel.panel())
                .filter(component -> "glitter-spread".equals(component.getName()))
                .map(JTextField.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(field.getToolTipText()).isEqualTo("How the glitter is spread.");
        field.setText("spread(clusters=many)");
        assertThat(panel.settings()).isEmpty();
        field.setText(WRITTEN);
        assertThat(panel.settings().orElseThrow().said().get(GLITTER)).isEqualTo(new Spread(7, 0.5));
    }

    private static Stream<Component> components(Component component) {
        return component instanceof Container container
                ? Stream.concat(
                        Stream.of(component),
                        Stream.of(container.getComponents()).flatMap(each -> components(each)))
                : Stream.of(component);
    }

    private static Generation.Builder small() {
        return Generation.builder()
                .prompt("fog")
                .size(64, 64)
                .iterations(1)
                .cutouts(1)
                .set(GLITTER, new Spread(7, 0.5));
    }
}
