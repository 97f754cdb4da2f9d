package io.github.congeal.internal.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Settings;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.TestDevices;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * What CLIP sees: a row of cutouts for each method and each augmentation. With {@code -Dcutouts.sheet=FILE.jpg} they are
 * written there, and with {@code -Dcutouts.of=FILE} they are cutouts of that picture.
 */
class CutoutSheetTest {
    private static final int SIZE = 96;
    private static final int COUNT = 9;
    private static final List<String> ROWS = List.of(
            "cutout-method=plain",
            "cutout-method=plain(power=3)",
            "cutout-method=plain(aspect=false)",
            "cutout-method=augmented",
            "cutout-method=updated",
            "cutout-method=nr-updated",
            "cutout-method=updated-pooling",
            "cutout-method=latest",
            "cutout-method=latest(aspect=true)",
            "cutout-method=pixray",
            "cutout-method=pytti",
            "augmentation=flip",
            "augmentation=sharpness(probability=1)",
            "augmentation=affine",
            "augmentation=affine(outside=reflection, degrees=15)",
            "augmentation=rotation",
            "augmentation=perspective(distortion=0.7, outside=grey)",
            "augmentation=resized-crop(probability=1)",
            "augmentation=crop(probability=1)",
            "augmentation=elastic(probability=1)",
            "augmentation=elastic(probability=1, alpha=8)",
            "augmentation=thin-plate-spline(probability=1)",
            "augmentation=thin-plate-spline(scale=0.8, probability=1)",
            "augmentation=color-jitter(hue=0.1, saturation=0.1)",
            "augmentation=erasing",
            "augmentation=noise");

    @Test
    void eachRowShowsSomethingElse() throws IOException {
        BufferedImage picture = picture();
        BufferedImage sheet = new BufferedImage(COUNT * SIZE, ROWS.size() * SIZE, BufferedImage.TYPE_INT_RGB);
        List<List<Integer>> seen = new ArrayList<>();
        for (int row = 0; row < ROWS.size(); row++) {
            BufferedImage cutouts = cutouts(picture, ROWS.get(row));
            sheet.getGraphics().drawImage(cutouts, 0, row * SIZE, null);
            List<Integer> pixels = new ArrayList<>();
            for (int pixel : cutouts.getRGB(0, 0, cutouts.getWidth(), SIZE, null, 0, cutouts.getWidth())) {
                pixels.add(pixel);
            }
            seen.add(pixels);
        }
        assertThat(seen).doesNotHaveDuplicates();
        String file = System.getProperty("cutouts.sheet");
        if (file != null) {
            ImageIO.write(sheet, file.substring(file.lastIndexOf('.') + 1), new File(file));
        }
    }

    private static BufferedImage picture() throws IOException {
        String file = System.getProperty("cutouts.of");
        if (file != null) {
            return ImageIO.read(new File(file));
        }
        BufferedImage drawn = new BufferedImage(192, 128, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setColor(Color.CYAN);
        graphics.fillRect(0, 0, 192, 80);
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(120, 10, 40, 40);
        graphics.setColor(Color.RED);
        graphics.fillRect(30, 50, 60, 60);
        return drawn;
    }

    private static BufferedImage cutouts(BufferedImage picture, String row) {
        int equals = row.indexOf('=');
        // Augmentations are shown on the whole picture, which latest pools, so that only they differ.
        Settings settings = Settings.fromText(Map.of(row.substring(0, equals), row.substring(equals + 1)))
                .over(Settings.fromText(Map.of("cutout-method", "latest")));
        CutoutMethod method = CutoutMethods.of(settings);
        int height = picture.getHeight();
        int width = picture.getWidth();
        List<Cutout> drawn = method.at(0).draw(height, width, COUNT, SIZE, new SplittableRandom(5));
        float[] values = new float[height * width * 3];
        for (int i = 0; i < values.length; i++) {
            int rgb = picture.getRGB(i / 3 % width, i / 3 / width);
            values[i] = (rgb >> (16 - 8 * (i % 3)) & 0xff) / 255f;
        }
        BufferedImage result = new BufferedImage(COUNT * SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        try (Buffers buffers = Buffers.create(TestDevices.host())) {
            Tape tape = new Tape(buffers);
            Tensor of = tape.take(1, height, width, 3);
            of.write(0, values, 0, values.length);
            PictureCutouts cutouts = new PictureCutouts(height, width, SIZE, COUNT, method, tape);
            cutouts.turnTo(of);
            Tensor pixels = tape.take(COUNT, SIZE, SIZE, 3);
            cutouts.forward(drawn, pixels);
            float[] found = pixels.toFloats();
            for (int i = 0; i < found.length; i += 3) {
                int pixel = i / 3;
                int x = pixel / (SIZE * SIZE) * SIZE + pixel % SIZE;
                result.setRGB(
                        x, pixel / SIZE % SIZE, level(found[i]) << 16 | level(found[i + 1]) << 8 | level(found[i + 2]));
            }
        }
        return result;
    }

    private static int level(float value) {
        return Math.min(Math.max(Math.round(value * 255), 0), 255);
    }
}
