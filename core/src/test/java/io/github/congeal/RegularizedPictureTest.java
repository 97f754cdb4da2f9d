package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Control;
import io.github.congeal.control.Regularizer;
import io.github.congeal.internal.image.ImageFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of regularisers. */
class RegularizedPictureTest extends TinyModelTest {
    @TempDir
    private Path folder;

    @Test
    void eachLossHasItsNameAndBecomesSmaller() {
        Generation generation = small().set(
                        "regularizer", "symmetry(weight=30) | edges(weight=30, left=4, right=4, top=4, bottom=4)")
                .iterations(20)
                .build();
        List<Frame> frames = new ArrayList<>();
        generation.forEach(frames::add);

        Frame first = frames.get(0);
        Frame last = frames.get(20);
        assertThat(first.lossNames()).containsExactly("fog", "symmetry", "edges");
        assertThat(first.loss())
                .isEqualTo(
                        first.losses().stream().mapToDouble(Double::doubleValue).sum());
        assertThat(last.losses().get(1)).isLessThan(0.85 * first.losses().get(1));
        assertThat(last.losses().get(2)).isLessThan(0.95 * first.losses().get(2));
    }

    @Test
    void aPictureSaysWhatItWasJudgedByAndNeedsNoFileForItsColours() throws IOException {
        BufferedImage sunset = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        sunset.setRGB(3, 3, 0xff8000);
        Path file = folder.resolve("a sunset, late.png");
        ImageFile.write(sunset, file, java.util.Map.of());
        Frame frame = small().set("regularizer", "palette(colours=\"2 of %s\")".formatted(file))
                .regularizer(new Regularizer.Saturation(0.5))
                .iterations(0)
                .build()
                .frames()
                .next();

        Generation again = Generation.readFrom(new ByteArrayInputStream(frame.png()), model);

        assertThat(again.settings()).isEqualTo(frame.generation().settings());
        assertThat(again.settings().get(Control.REGULARIZERS))
                .extracting(Object::toString)
                .containsExactly("palette(weight=2, colours=#000000 #ff8000)", "saturation(weight=0.5)");
    }

    @Test
    void whatContradictsTheSizeIsRefusedBeforeTheRun() {
        assertThatThrownBy(() ->
                        small().set("regularizer", "edges(left=20, right=20)").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the picture is 32x32");
        assertThatThrownBy(() -> Generation.builder()
                        .model(model)
                        .prompt("fog")
                        .size(48, 32)
                        .set("regularizer", "symmetry(about=quarter-turn)")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the picture is 48x32: make it square");
    }

    private static Generation.Builder small() {
        return Generation.builder()
                .model(model)
                .prompt("fog")
                .seed(1)
                .size(32, 32)
                .cutouts(2);
    }
}
