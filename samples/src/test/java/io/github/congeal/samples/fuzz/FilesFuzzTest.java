package io.github.congeal.samples.fuzz;

import io.github.congeal.CheckpointException;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.SavedRun;
import io.github.congeal.control.Start;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.internal.image.ImageFile;
import io.github.congeal.internal.image.ImageFormat;
import io.github.congeal.internal.image.PaletteFile;
import io.github.congeal.model.Model;
import io.github.congeal.video.VideoReader;
import io.github.congeal.video.VideoWriter;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that strangers send, damaged: they are read or refused in a sentence. */
@Timeout(3600)
class FilesFuzzTest {
    private static final Path FIXTURES = Path.of("../core/src/test/resources/io/github/congeal/internal/checkpoint")
            .toAbsolutePath();
    private static final List<Class<? extends Exception>> IO = List.of(IOException.class);
    private static final int SIDE = 16;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dtypes.safetensors",
                "lightning.ckpt",
                "protocol4.ckpt",
                "deflated.ckpt",
                "zip64.ckpt",
                "legacy.ckpt",
                "scripted.pt",
                "flax.msgpack",
                "chunked.msgpack"
            })
    void checkpoints(String name) throws Exception {
        Trial.ofFiles(
                        name,
                        List.of(Files.readAllBytes(FIXTURES.resolve(name))),
                        List.of(CheckpointException.class),
                        content -> {
                            try (Checkpoint checkpoint = Checkpoints.read(content, "mutant")) {
                                checkpoint.tensors().keySet().forEach(checkpoint::read);
                            }
                        })
                .run();
    }

    @Test
    void indices() throws Exception {
        Path shards = FIXTURES.resolve("sharded");
        for (int shard = 1; shard <= 2; shard++) {
            String name = "one-0000%d-of-00002.safetensors".formatted(shard);
            Files.copy(shards.resolve(name), folder.resolve(name));
        }
        Path index = folder.resolve("one.safetensors.index.json");
        Trial.ofFiles(
                        "index",
                        List.of(Files.readAllBytes(shards.resolve("one.safetensors.index.json"))),
                        List.of(CheckpointException.class),
                        content -> {
                            Files.write(index, content);
                            try (Checkpoint checkpoint = Checkpoints.open(index)) {
                                checkpoint.tensors().keySet().forEach(checkpoint::read);
                            }
                        })
                .run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void pictures(String format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture(), format, out);
        List<byte[]> sound = new ArrayList<>(List.of(out.toByteArray()));
        if (format.equals("jpg")) {
            sound.add(turned(out.toByteArray()));
        }
        Trial.ofFiles(
                        format,
                        sound,
                        IO,
                        content -> ImageFile.readAtMost(new ByteArrayInputStream(content), "mutant", 1 << 20))
                .run();
    }

    /** A JPEG that says in its Exif part that the camera lay on its side. */
    private static byte[] turned(byte[] jpeg) {
        byte[] exif = HexFormat.of()
                .parseHex("ffe10022" + "457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100060000"
                        + "00000000");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(jpeg, 0, 2);
        all.writeBytes(exif);
        all.write(jpeg, 2, jpeg.length - 2);
        return all.toByteArray();
    }

    @Test
    void textInPngs() throws Exception {
        byte[] png = ImageFile.encode(
                picture(), ImageFormat.PNG, Map.of("congeal:prompt.1", "a red apple", "long", "é".repeat(3000)));
        Trial.ofFiles(
                        "text",
                        List.of(png),
                        IO,
                        content -> ImageFile.readText(new ByteArrayInputStream(content), "mutant", key -> true))
                .run();
    }

    @Test
    void recipes() throws Exception {
        byte[] png = png();
        Map<String, String> text = ImageFile.readText(new ByteArrayInputStream(png), "sound", key -> true);
        StringBuilder lines = new StringBuilder();
        text.forEach(
                (key, value) -> lines.append(key).append('\u0001').append(value).append('\u0002'));
        Trial.ofTexts("recipe", List.of(lines.toString()), List.of(IllegalArgumentException.class), mutant -> {
                    Map<String, String> changed = new LinkedHashMap<>();
                    for (String line : mutant.split("\u0002")) {
                        int end = line.indexOf('\u0001');
                        if (end > 0 && line.substring(0, end).matches("[ -~]{1,79}")) {
                            changed.put(line.substring(0, end), line.substring(end + 1));
                        }
                    }
                    byte[] mutated = ImageFile.encode(picture(), ImageFormat.PNG, changed);
                    Generation.readFrom(new ByteArrayInputStream(mutated), Model.bundled());
                })
                .costly()
                .run();
    }

    @Test
    void savedRuns() throws Exception {
        Path file = folder.resolve("run.congeal");
        try (FrameIterator frames = generation().frames()) {
            frames.next();
            frames.save(file);
        }
        Trial.ofFiles("run", List.of(Files.readAllBytes(file)), List.of(CheckpointException.class), content -> {
                    Files.write(file, content);
                    SavedRun.read(file);
                })
                .costly()
                .run();
    }

    private static byte[] png() throws IOException {
        try (FrameIterator frames = generation().frames()) {
            return frames.last().png();
        }
    }

    private static Generation generation() {
        return Generation.builder()
                .prompt("a red apple:(0: 1 | 50%: 0.5)")
                .avoid("fog")
                .size(32, 32)
                .cutouts(1)
                .iterations(1)
                .start(Start.RANDOM)
                .seed(1)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {".gpl", ".pal", ".hex"})
    void palettes(String ending) throws Exception {
        String sound = switch (ending) {
            case ".gpl" -> "GIMP Palette\nName: two\nColumns: 2\n# two\n255 0 0 red\n  0 128 255\tblue\n";
            case ".pal" -> "JASC-PAL\r\n0100\r\n2\r\n255 0 0\r\n0 128 255\r\n";
            default -> ";two\nff0000\n#0080FF\n";
        };
        Path file = folder.resolve("colours" + ending);
        Trial.ofFiles(ending, List.of(sound.getBytes(StandardCharsets.UTF_8)), IO, content -> {
                    Files.write(file, content);
                    PaletteFile.read(file);
                })
                .run();
    }

    @Test
    void films() throws Exception {
        Path file = folder.resolve("film.mp4");
        try (VideoWriter film = VideoWriter.to(file)) {
            for (int i = 0; i < 3; i++) {
                film.add(picture());
            }
        }
        Trial.ofFiles("film", List.of(Files.readAllBytes(file)), IO, content -> {
                    Files.write(file, content);
                    try (VideoReader film = VideoReader.open(file)) {
                        while (film.hasNext()) {
                            film.next();
                        }
                    }
                })
                .costly()
                .run();
    }

    private static BufferedImage picture() {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics graphics = picture.getGraphics();
        graphics.setColor(Color.RED);
        graphics.fillOval(2, 2, 12, 12);
        graphics.dispose();
        return picture;
    }
}
