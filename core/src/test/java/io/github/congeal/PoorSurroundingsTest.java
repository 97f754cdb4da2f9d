package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.congeal.internal.file.AtomicFile;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A machine on which something is missing that programs take for granted. */
@Timeout(600)
class PoorSurroundingsTest {
    /** Prints what comes of starting the engine. */
    static final class Starting {
        public static void main(String... arguments) {
            try {
                Model.bundled();
            } catch (DeviceUnavailableException | OutOfMemoryError e) {
                System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
    }

    /** Not even the superuser can make a folder in /proc. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutAFolderForNativeLibrariesTheOptionIsNamed() throws Exception {
        assertThat(ChildJvm.run(Starting.class, "-Duser.home=/proc/nowhere", "-Djava.io.tmpdir=/proc/nowhere"))
                .contains("DeviceUnavailableException: ", "there is no folder into which", "cachedir=FOLDER");
    }

    @Test
    void withTooSmallAHeapItIsAnOutOfMemoryError() throws Exception {
        assertThat(ChildJvm.run(Starting.class, "-Xmx20m")).contains("OutOfMemoryError: Java heap space");
    }

    /** Prints what comes of a picture that Java's heap cannot hold. */
    static final class Painting {
        public static void main(String... arguments) {
            try {
                Generation.builder().prompt("a red apple").size(10_000, 10_000).build();
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aPictureThatIsTooLargeForTheHeapIsRefusedWithTheSizeThatWouldFit() throws Exception {
        assertThat(ChildJvm.run(Painting.class, "-Xmx200m"))
                .containsPattern(
                        "size was 10000x10000, which needs 4.8 GB of Java's heap, but it has 0.1: give at most \\d+x\\d+");
    }

    /** {@code .ci/faults} names the folder of a disk of 200 kB. */
    @Test
    @EnabledIfSystemProperty(named = "congeal.small-disk", matches = ".+")
    void onAFullDiskTheOldPictureStays() throws Exception {
        Path disk = Path.of(System.getProperty("congeal.small-disk"));
        assumeThat(Files.getFileStore(disk).getTotalSpace()).isLessThan(1 << 20);
        Path picture = disk.resolve("picture.png");
        PictureFile.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), picture);

        BufferedImage noise = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 400 * 400; i++) {
            noise.setRGB(i % 400, i / 400, random.nextInt());
        }
        assertThatThrownBy(() -> PictureFile.write(noise, picture))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(picture + " cannot be written: ");
        Path model = disk.resolve("model");
        assertThatThrownBy(() -> AtomicFile.write(model, out -> out.write(new byte[1 << 20])))
                .isInstanceOf(IOException.class);

        assertThat(PictureFile.read(picture).getWidth()).isEqualTo(9);
        try (Stream<Path> left = Files.list(disk)) {
            assertThat(left).containsExactly(picture);
        }
        Files.delete(picture);
    }
}
