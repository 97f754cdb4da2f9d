package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.ExpectedShapes;
import io.github.congeal.internal.nn.OnDemand;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * A CLIP (Radford et al. 2021): embeddings of pictures, with their gradient with respect to the pixels, and embeddings of
 * texts.
 *
 * <p>Immutable and thread-safe. Its memory belongs to the {@link Weights} that it was loaded from.
 */
public final class Clip {
    private final Weights weights;
    private final ClipArchitecture architecture;
    private final ImageTower imageTower;
    private final OnDemand<TextTransformer> textTower;
    private final double logitScale;
    private final Device device;

    private Clip(Weights weights, ClipConfiguration configuration) {
        this.weights = weights;
        architecture = ClipArchitecture.of(weights, configuration);
        ExpectedShapes tensors = ClipTensors.of(architecture);
        tensors.check(weights, "a CLIP");
        imageTower = ImageTower.of(weights.at("visual"), architecture);
        textTower =
                weights.onDemand(tensors.shapes(Clip::isOfTextTower), all -> new TextTransformer(all, architecture));
        device = weights.device();
        logitScale = Math.exp(weights.read("logit_scale")[0]);
        if (!Double.isFinite(logitScale)) {
            throw weights.refusal("logit_scale", "it is too large for its power of e to be a number");
        }
    }

    /**
     * Loads a CLIP with OpenAI's names of tensors and OpenAI's configuration. Its architecture is inferred from the names and
     * shapes.
     *
     * @throws io.github.congeal.CheckpointException if a tensor is missing or of the wrong shape
     */
    public static Clip load(Weights weights) {
        return load(weights, ClipConfiguration.OPENAI);
    }

    /**
     * Loads a CLIP with OpenAI's names of tensors. Its architecture is inferred from the names and shapes.
     *
     * @param configuration what cannot be inferred from them
     * @throws io.github.congeal.CheckpointException if a tensor is missing or of the wrong shape
     */
    public static Clip load(Weights weights, ClipConfiguration configuration) {
        return new Clip(weights, configuration);
    }

    /** The architecture that was inferred from the weights. */
    public ClipArchitecture architecture() {
        return architecture;
    }

    /** The device it is on. */
    public Device device() {
        return device;
    }

    /** The side R of its input pictures, in pixels. */
    public int resolution() {
        return architecture.image().resolution();
    }

    /** The dimension of an embedding. */
    public int dimension() {
        return architecture.dimension();
    }

    /** The number of tokens of a text, padding included. */
    public int contextLength() {
        return architecture.text().context();
    }

    /** The factor of cosine similarities before the softmax over texts that turns them into probabilities. */
    public double logitScale() {
        return logitScale;
    }

    /**
     * The embeddings of pictures, not normalised. What {@link #backwardToImages} needs is saved on the tape.
     *
     * @param pictures {@code [N, R, R, 3]}, 0..1, without CLIP's normalisation, which is applied here; taken over
     * @return {@code [N, dimension]}
     * @throws IllegalArgumentException if the pictures have another size
     */
    public Tensor embedImages(Tensor pictures, Tape tape) {
        if (pictures.rank() != 4
                || pictures.dimension(1) != resolution()
                || pictures.dimension(2) != resolution()
                || pictures.dimension(3) != 3) {
            throw new IllegalArgumentException(
                    "this CLIP looks at pictures [N, %1$d, %1$d, 3], not at %2$s".formatted(resolution(), pictures));
        }
        return imageTower.forward(pictures, tape);
    }

    /**
     * The gradient with respect to the pictures of the last {@link #embedImages} that is still on the tape.
     *
     * @param gradient with respect to the embeddings; taken over
     * @return {@code [N, R, R, 3]}
     */
    public Tensor backwardToImages(Tensor gradient, Tape tape) {
        return imageTower.backward(gradient, tape);
    }

    /**
     * The embedding of a text, not normalised.
     *
     * <p>The text tower is loaded for this and freed afterwards, unless the weights cannot be read again or it is held.
     *
     * @param tokens {@code [contextLength]}, as the {@link Tokenizer} makes them
     * @return {@code [dimension]}
     * @throws io.github.congeal.CheckpointException if the text tower can no longer be read, or the embedding is not
     *     finite
     */
    public float[] embedText(int... tokens) {
        try (OnDemand.Lease<TextTransformer> lease = textTower.lease();
                Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            tape.record(false);
            float[] embedding = lease.get().embed(tokens, tape);
            weights.requireFinite("the embedding of a text", embedding);
            return embedding;
        }
    }

    /**
     * Requires that the embedding of a picture is finite.
     *
     * @throws io.github.congeal.CheckpointException if not
     */
    public void requireFinite(Tensor embedding) {
        weights.requireFinite("the embedding of a picture", embedding);
    }

    /**
     * Runs an action during which the text tower, once loaded, stays in memory, so that it is not loaded for each text.
     */
    public void holdTextTower(Runnable whileHeld) {
        textTower.hold(whileHeld);
    }

    /** Whether a tensor of this name is loaded for {@link #embedText} only. */
    private static boolean isOfTextTower(String name) {
        return !name.startsWith("visual.") && !name.equals("logit_scale");
    }
}
