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
 * An image model of LangChain4j that needs no service, no key and no network connection.
 *
 * <pre>{@code
 * ImageModel model = new CongealImageModel(() -> Generation.builder().size(256, 256).iterations(100));
 * Image image = model.generate("a lighthouse in a storm").content();
 * }</pre>
 *
 * <p>A picture takes from seconds to minutes on the calling thread; interrupting that thread ends the run. The result
 * is a PNG that carries its settings; the response's metadata contain seed and loss. Thread-safe: each call is an
 * independent run on shared weights.
 */
public final class CongealImageModel implements ImageModel {
    private static final String SEED = "seed";
    private static final String LOSS = "loss";

    private final Supplier<Generation.Builder> base;

    /** Creates a model with Congeal's defaults and its bundled networks. */
    public CongealImageModel() {
        this(Generation::builder);
    }

    /**
     * Creates a model whose pictures share settings: size, networks, seed, anything but the prompt.
     *
     * @param base returns a new builder for each call, to which the call's prompt and pictures are added
     */
    public CongealImageModel(Supplier<Generation.Builder> base) {
        this.base = Objects.requireNonNull(base, "base");
    }

    /**
     * Generates a picture from a prompt, which may have several weighted parts, as on Congeal's command line: {@code a
     * forest | fog:-0.5}.
     *
     * @throws IllegalArgumentException if it has no words, or more than the model reads
     */
    @Override
    public Response<Image> generate(String prompt) {
        return one(prompted(prompt).build());
    }

    /**
     * Generates several pictures, each with the next seed.
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
     * Generates a picture that begins with another one, scaled to the size of this model's pictures.
     *
     * @throws IllegalArgumentException if the image has no data, or its data are not a picture
     */
    @Override
    public Response<Image> edit(Image image, String prompt) {
        return one(prompted(prompt).initialImage(Pictures.read(image)).build());
    }

    /**
     * Repaints part of an image; the rest stays as it is.
     *
     * @param mask where to paint: its transparent part, as in OpenAI's interface, or if nothing is transparent, its
     *     white part
     * @throws IllegalArgumentException if an image has no data, or its data are not a picture
     */
    @Override
    public Response<Image> edit(Image image, Image mask, String prompt) {
        return one(prompted(prompt)
                .initialImage(Pictures.read(image))
                .mask(Pictures.whereToPaint(mask))
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
