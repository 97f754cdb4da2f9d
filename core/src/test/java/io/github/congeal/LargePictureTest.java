package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.congeal.control.ImageSource;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Region;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.SinglePixelPackedSampleModel;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A caller's picture, small itself, of which a copy in colours would fill Java's heap. */
class LargePictureTest {
    @Test
    void ofABitPerPixelIsRefusedInASentenceWhereverItIsGiven() {
        int side = (int) Math.sqrt(Runtime.getRuntime().maxMemory() / 2.0 / Integer.BYTES) + 100;
        BufferedImage large = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);

        refused(() -> Model.bundled().embed(large));
        refused(() -> Model.bundled().similarity(large, List.of("a")));
        refused(() -> Model.bundled().reconstruct(large));
        refused(() -> Generation.builder().initialImage(large));
        refused(() -> Generation.builder().target(large, 1));
    }

    /** Its rows share their pixels, so that the picture itself is small. */
    @Test
    void inOpaqueColoursIsRefusedAsTheMaskOfARegion() {
        int side = (int) Math.sqrt(Runtime.getRuntime().maxMemory() / 2.0 / Integer.BYTES) + 100;
        DirectColorModel colours = new DirectColorModel(24, 0xff0000, 0xff00, 0xff);
        SampleModel rows = new SinglePixelPackedSampleModel(DataBuffer.TYPE_INT, side, side, 0, colours.getMasks());
        BufferedImage large = new BufferedImage(
                colours, Raster.createWritableRaster(rows, new DataBufferInt(side), null), false, null);
        assertThat(large.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        Prompt prompt = Prompt.of("a lighthouse").in(new Region.Mask(ImageSource.of(large)));

        refused(() -> Generation.builder().prompt(prompt).size(64, 64).build());
    }

    private static void refused(ThrowingCallable use) {
        assertThatIllegalArgumentException()
                .isThrownBy(use)
                .withMessageStartingWith("the picture was ")
                .withMessageContaining(" of Java's heap, but it has ")
                .withMessageEndingWith("give a smaller one, or Java more with -Xmx");
    }
}
