package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.internal.checkpoint.DataType;
import io.github.congeal.internal.checkpoint.SafetensorsWriter;
import io.github.congeal.internal.checkpoint.TensorInfo;
import io.github.congeal.internal.download.Download;
import io.github.congeal.internal.download.Downloader;
import io.github.congeal.internal.download.Listener;
import io.github.congeal.internal.download.MirrorServer;
import io.github.congeal.internal.image.ImageFile;
import io.github.congeal.model.CheckpointConverter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that are killed, without a chance to do anything about it, at random moments while they write. {@code
 * -Dcongeal.kills=100} kills so many of each kind.
 */
class KilledProgramsTest {
    private static final int KILLS = Integer.getInteger("congeal.kills", 2);
    private static final int SIDE = 400;

    private final Random random = new Random(KILLS);

    @TempDir
    private Path folder;

    @Test
    void aPictureIsTheOldOneOrTheNewOne() throws Exception {
        Path picture = folder.resolve("picture.png");
        for (int kill = 0; kill < KILLS; kill++) {
            killWhileRunning(Drawing.class, picture.toString());
            BufferedImage found = ImageFile.read(picture);
            int[] pixels = found.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
            assertThat(Arrays.stream(pixels).distinct()).hasSize(1);
            assertThat(ImageFile.readText(picture, key -> true))
                    .containsEntry("colour", Integer.toString(pixels[0] & 0xffffff));
        }
        Drawing.draw(picture, 7);
        assertThat(ImageFile.read(picture).getRGB(0, 0)).isEqualTo(0xff000007);
    }

    @Test
    void aConvertedFileIsWhole() throws Exception {
        Path original = folder.resolve("original.safetensors");
        byte[] content = new byte[1 << 20];
        random.nextBytes(content);
        SafetensorsWriter writer = new SafetensorsWriter();
        writer.add(new TensorInfo("x", DataType.U8, content.length), out -> out.write(ByteBuffer.wrap(content)));
        writer.write(original);
        Path converted = folder.resolve("converted.safetensors");
        for (int kill = 0; kill < KILLS; kill++) {
            killWhileRunning(Converting.class, original.toString(), converted.toString());
            try (CheckpointFile found = Checkpoints.open(converted)) {
                assertThat(found.readBytes("x")).isEqualTo(content);
            }
        }
        CheckpointConverter.of(original).writeTo(converted);
    }

    @Test
    void aDownloadedFileIsWholeOrAbsent() throws Exception {
        Path target = folder.resolve("model.bin");
        try (MirrorServer server = new MirrorServer(1 << 20)) {
            String[] arguments = {server.address().toString(), target.toString(), server.sha256()};
            for (int kill = 0; kill < KILLS; kill++) {
                killWhileRunning(Downloading.class, arguments);
                if (Files.exists(target)) {
                    assertThat(MirrorServer.sha256(Files.readAllBytes(target))).isEqualTo(server.sha256());
                }
            }
            Files.deleteIfExists(target);
            Downloading.fetch(arguments);
            assertThat(MirrorServer.sha256(Files.readAllBytes(target))).isEqualTo(server.sha256());
        }
    }

    /** Lets a program begin, which it tells by printing something, and kills it soon after. */
    private void killWhileRunning(Class<?> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.getInputStream().read()).as("it has begun").isEqualTo('.');
            Thread.sleep(random.nextInt(40));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void tell() {
        System.out.print('.');
        System.out.flush();
    }

    /** Draws over a picture, each time in another colour. */
    static final class Drawing {
        public static void main(String... arguments) throws IOException {
            for (int colour = 1; true; colour++) {
                draw(Path.of(arguments[0]), colour);
                tell();
            }
        }

        static void draw(Path file, int colour) throws IOException {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
            int[] pixels = new int[SIDE * SIDE];
            Arrays.fill(pixels, colour);
            image.setRGB(0, 0, SIDE, SIDE, pixels, 0, SIDE);
            ImageFile.write(image, file, Map.of("colour", Integer.toString(colour)));
        }
    }

    /** Converts a file again and again. */
    static final class Converting {
        public static void main(String... arguments) {
            while (true) {
                CheckpointConverter.of(Path.of(arguments[0])).writeTo(Path.of(arguments[1]));
                tell();
            }
        }
    }

    /** Brings a file again and again: its address, where it goes, and its SHA-256. */
    static final class Downloading {
        public static void main(String... arguments) throws Exception {
            while (true) {
                Files.deleteIfExists(Path.of(arguments[1]));
                fetch(arguments);
                tell();
            }
        }

        static void fetch(String... arguments) throws Exception {
            new Downloader()
                    .fetch(
                            new Download(
                                    Path.of(arguments[1]),
                                    1 << 20,
                                    Optional.of(arguments[2]),
                                    List.of(URI.create(arguments[0])),
                                    file -> {}),
                            new Listener() {
                                @Override
                                public void received(long bytes, long size) {}

                                @Override
                                public void note(String sentence) {}
                            });
        }
    }
}
