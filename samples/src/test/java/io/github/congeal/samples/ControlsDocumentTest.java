package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Control;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of controls in the documents says what the declarations say. */
class ControlsDocumentTest {
    @Test
    void theDocumentIsUpToDate() throws IOException {
        Path document = Path.of("../docs/controls.md");
        String text = ControlsTable.of(Control.all(), rows());
        if (Boolean.getBoolean("controls.write")) {
            Files.writeString(document, text);
        }
        assertThat(document).as("the table that -Dcontrols.write=true writes").hasContent(text);
    }

    private static List<String> rows() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../docs/controls"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jpg"))
                    .map(name -> name.substring(0, name.length() - ".jpg".length()))
                    .sorted()
                    .toList();
        }
    }
}
