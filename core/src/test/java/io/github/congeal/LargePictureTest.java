package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A caller's picture of a bit per pixel, of which a copy in colours would fill Java's heap. */
class LargePictureTest {
    @Test
    void isRefusedInASentenceWhereverItIsGiven() {
        int side = (int) Math.sqrt(Runtime.getRuntime().maxMemory() / 2.0 / Integer.BYTES) + 100;
        BufferedImage large = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);

        refused(() -> Model.bundled().embed(large));
        refused(() -> Model.bundled().similarity(large, List.of("a")));
        refused(() -> Model.bundled().reconstruct(large));
        refused(() -> Generation.builder().initialImage(large));
        refused(() -> Generation.builder().target(large, 1));
    }

    private static void refused(ThrowingCallable use) {
        assertThatIllegalArgumentException()
                .isThrownBy(use)
                .withMessageStartingWith("the picture was ")
                .withMessageContaining(" of Java's heap, but it has ")
                .withMessageEndingWith("give a smaller one, or Java more with -Xmx");
    }
}
