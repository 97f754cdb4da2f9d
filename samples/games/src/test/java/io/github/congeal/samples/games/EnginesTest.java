package io.github.congeal.samples.games;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.gdx.graphics.Pixmap;
import com.badlogic.gdx.utils.GdxNativesLoader;
import com.jme3.texture.Image;
import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.control.Palette;
import io.github.congeal.control.Transparency;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import javafx.scene.image.PixelReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import processing.core.PImage;

/** Each picture arrives in the real library, pixel by pixel, without a screen. */
class EnginesTest {
    private static final int SIDE = 64;
    private static Frame frame;
    private static BufferedImage picture;

    @BeforeAll
    static void make() {
        frame = Generation.builder()
                .prompt("a red mushroom")
                .pixels(16, 16)
                .palette(Palette.PICO_8)
                .transparent(Transparency.GROUND)
                .size(SIDE, SIDE)
                .iterations(2)
                .cutouts(2)
                .seed(1)
                .build()
                .stream()
                .reduce((before, after) -> after)
                .orElseThrow();
        picture = frame.image();
    }

    @Test
    void libGdx() {
        GdxNativesLoader.load();
        Pixmap pixmap = GdxPixmap.of(frame);
        Pixmap sprite = GdxPixmap.of(frame.sprite());
        for (int i = 0; i < SIDE * SIDE; i++) {
            int rgba = pixmap.getPixel(i % SIDE, i / SIDE);
            assertThat(Integer.rotateRight(rgba, 8)).isEqualTo(picture.getRGB(i % SIDE, i / SIDE));
        }
        assertThat(Integer.rotateRight(sprite.getPixel(3, 5), 8))
                .isEqualTo(frame.sprite().getRGB(3, 5));
        pixmap.dispose();
        sprite.dispose();
    }

    @Test
    void jMonkeyEngine() {
        Image image = JmeImage.of(frame);
        assertThat(image.isUpdateNeeded()).isTrue();
        ByteBuffer pixels = image.getData(0);
        assertThat(pixels.remaining()).isEqualTo(4 * SIDE * SIDE);
        for (int i = 0; i < SIDE * SIDE; i++) {
            int rgb = picture.getRGB(i % SIDE, i / SIDE);
            assertThat(pixels.get(4 * i)).isEqualTo((byte) (rgb >> 16));
            assertThat(pixels.get(4 * i + 2)).isEqualTo((byte) rgb);
            assertThat(pixels.get(4 * i + 3)).isEqualTo((byte) 255);
        }
    }

    @Test
    void processing() {
        PImage image = ProcessingImage.of(frame);
        for (int i = 0; i < SIDE * SIDE; i++) {
            assertThat(image.get(i % SIDE, i / SIDE)).isEqualTo(picture.getRGB(i % SIDE, i / SIDE));
        }
    }

    @Test
    void javaFx() {
        PixelReader reader = new FxImage(frame).image().getPixelReader();
        for (int i = 0; i < SIDE * SIDE; i++) {
            assertThat(reader.getArgb(i % SIDE, i / SIDE)).isEqualTo(picture.getRGB(i % SIDE, i / SIDE));
        }
    }
}
