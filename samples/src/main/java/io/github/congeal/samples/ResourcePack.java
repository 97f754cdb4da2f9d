package io.github.congeal.samples;

import io.github.congeal.Sheet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A resource pack of Minecraft with one animated texture: its frames are a strip from top to bottom, played forward and back
 * so that they join.
 */
record ResourcePack(Path folder) {
    /** The format of 1.20; later ones are said to be fine too. */
    private static final String ABOUT = """
            {
              "pack": {
                "pack_format": 15,
                "supported_formats": {"min_inclusive": 15, "max_inclusive": 999},
                "description": "%s"
              }
            }
            """;

    private static final String ANIMATION = """
            {
              "animation": {
                "frametime": %s,
                "frames": [%s]
              }
            }
            """;

    /**
     * Writes the pack.
     *
     * @param texture which one it replaces, such as {@code block/stone}
     * @param ticks for how many twentieths of a second a frame is seen
     */
    void write(String description, String texture, List<BufferedImage> frames, int ticks) throws IOException {
        Path picture = folder.resolve("assets/minecraft/textures/" + texture + ".png");
        Files.createDirectories(picture.getParent());
        Files.writeString(folder.resolve("pack.mcmeta"), ABOUT.formatted(escaped(description)));
        ImageIO.write(Sheet.of(frames, 1), "png", picture.toFile());
        String order = Stream.concat(
                        IntStream.range(0, frames.size()).boxed(),
                        IntStream.range(1, frames.size() - 1).mapToObj(i -> frames.size() - 1 - i))
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        Files.writeString(picture.resolveSibling(picture.getFileName() + ".mcmeta"), ANIMATION.formatted(ticks, order));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
    }
}
