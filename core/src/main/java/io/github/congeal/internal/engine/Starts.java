package io.github.congeal.internal.engine;

import io.github.congeal.control.ImageSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the words for starts are carried out. */
final class Starts {
    private static final Map<Class<? extends io.github.congeal.control.Start>, Maker> MAKERS = Map.of(
            io.github.congeal.control.Start.Random.class, (word, networks, goals) -> new RandomCodes(),
            io.github.congeal.control.Start.Plain.class,
                    (word, networks, goals) ->
                            PlainGround.of((io.github.congeal.control.Start.Plain) word, networks.defaults()),
            io.github.congeal.control.Start.Painted.class,
                    (word, networks, goals) ->
                            PaintedPicture.of((io.github.congeal.control.Start.Painted) word, networks, goals));

    private interface Maker {
        Start make(io.github.congeal.control.Start word, Networks networks, List<Goal> goals);
    }

    private Starts() {}

    /**
     * The start that a word means, or that an initial image is.
     *
     * @throws IllegalArgumentException if the model lacks what the start takes
     */
    static Start of(
            Optional<ImageSource> image,
            io.github.congeal.control.Start word,
            Networks networks,
            List<Goal> goals) {
        return image.<Start>map(source -> new EncodedImage(source.image().orElseThrow()))
                .orElseGet(() -> MAKERS.get(word.getClass()).make(word, networks, goals));
    }
}
