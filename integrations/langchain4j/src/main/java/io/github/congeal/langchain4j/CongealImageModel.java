package io.github.congeal.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.control.Prompt;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * An image model of LangChain4j that needs no service, no key and no network.
 *
 * <pre>{@code
 * ImageModel model = new CongealImageModel(() -> Generation.builder().size(256, 256).iterations(100));
 * Image image = model.generate("a lighthouse in a storm").content();
 * }</pre>
 *
 * <p>A picture takes from seconds to minutes, on the calling thread, of which an interruption ends the run. It comes as a
 * PNG that carries its settings; the response's metadata tell seed and loss. Thread-safe: each call is a run of its own,
 * on the same weights.
 */
public final class CongealImageModel implements ImageModel {
    private static final String SEED = "seed";
    private static final String LOSS = "loss";

    private final Supplier<Generation.Builder> base;

    /** A model with Congeal's defaults and its bundled networks. */
    public CongealImageModel() {
        this(Generation::builder);
    }

    /**
     * A model whose pictures have something in common: their size, the networks, the seed, anything but the prompt.
     *
     * @param base a new builder for each call, to which the prompt and the pictures of the call are added
     */
    public CongealImageModel(Supplier<Generation.Builder> base) {
        this.base = Objects.requireNonNull(base, "base");
    }

    /**
     * A picture of what the prompt says, which may have several parts with weights, as on Congeal's command line: {@code a
     * forest | fog:-0.5}.
     *
     * @throws IllegalArgumentException if it has no words, or more than the model reads
     */
    @Override
    public Response<Image> generate(String prompt) {
        return one(prompted(prompt).build());
    }

    /**
     * Several pictures; each further one has the next seed.
     *
     * @throws IllegalArgumentException if n is below 1
     */
    @Override
    public Response<List<Image>> generate(String prompt, int n) {
        List<Image> images = new ArrayList<>();
        List<Long> seeds = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (Generation generation : prompted(prompt).build().variants(n)) {
            Frame frame = generation.frames().last();
            images.add(image(frame));
            seeds.add(generation.seed());
            losses.add(frame.loss());
        }
        return Response.from(images, null, null, Map.of(SEED, seeds, LOSS, losses));
    }

    /**
     * A picture that begins with another one, brought to the size of this model's pictures.
     *
     * @throws IllegalArgumentException if the image has no data, or they are no picture
     */
    @Override
    public Response<Image> edit(Image image, String prompt) {
        return one(prompted(prompt).initialImage(Pictures.read(image)).build());
    }

    /**
     * A picture of which only a part is painted; the rest stays as it is in the image.
     *
     * @param mask where to paint: what is transparent in it, as OpenAI has it, or if nothing is, what is white
     * @throws IllegalArgumentException if an image has no data, or they are no picture
     */
    @Override
    public Response<Image> edit(Image image, Image mask, String prompt) {
        return one(prompted(prompt)
                .initialImage(Pictures.read(image))
                .mask(Pictures.whereToPaint(Pictures.read(mask)))
                .build());
    }

    private Generation.Builder prompted(String prompt) {
        return base.get().prompts(Prompt.parse(Objects.requireNonNull(prompt, "prompt")));
    }

    private static Response<Image> one(Generation generation) {
        Frame frame = generation.frames().last();
        return Response.from(image(frame), null, null, Map.of(SEED, generation.seed(), LOSS, frame.loss()));
    }

    private static Image image(Frame frame) {
        return Image.builder()
                .base64Data(Base64.getEncoder().encodeToString(frame.png()))
                .mimeType("image/png")
                .build();
    }
}
