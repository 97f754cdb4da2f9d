package consumer;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.video.VideoWriter;
import java.io.IOException;
import java.nio.file.Path;

/** A program that has Congeal among its dependencies: two steps of a small picture, each frame into a film, the last as a PNG. */
public final class FirstPicture {
    private FirstPicture() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Generation generation = Generation.builder()
                .prompt("a red apple")
                .size(64, 64)
                .iterations(2)
                .cutouts(2)
                .seed(42)
                .build();
        try (FrameIterator frames = generation.frames();
                VideoWriter film = VideoWriter.to(folder.resolve("apple.gif"))) {
            while (frames.hasNext()) {
                Frame frame = frames.next();
                film.add(frame);
                System.out.println(frame.iteration() + ": loss " + frame.loss());
                if (!frames.hasNext()) {
                    frame.save(folder.resolve("apple.png"));
                }
            }
        }
    }
}
