package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.OnDemand;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * A CLIP (Radford et al. 2021): embeddings of pictures, with the gradient back to their pixels, and embeddings of
 * texts.
 *
 * <p>It is immutable and may serve many runs at once. Its memory belongs to the {@link Weights} it was loaded from.
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
        ClipTensors.of(architecture).check(weights, "a CLIP");
        imageTower = ImageTower.of(weights.at("visual"), architecture);
        textTower = weights.onDemand(all -> new TextTransformer(all, architecture));
        device = weights.device();
        logitScale = Math.exp(weights.read("logit_scale")[0]);
        if (!Double.isFinite(logitScale)) {
            throw weights.refusal("logit_scale", "it is too large for its power of e to be a number");
        }
    }

    /**
     * Loads a CLIP with OpenAI's names of tensors; its architecture follows from the names and shapes, and where these do
     * not tell, it is OpenAI's.
     *
     * @throws io.github.congeal.CheckpointException if a tensor is missing or of the wrong shape
     */
    public static Clip load(Weights weights) {
        return load(weights, ClipConfiguration.OPENAI);
    }

    /**
     * Loads a CLIP with OpenAI's names of tensors; its architecture follows from the names and shapes.
     *
     * @param configuration what these do not tell
     * @throws io.github.congeal.CheckpointException if a tensor is missing or of the wrong shape
     */
    public static Clip load(Weights weights, ClipConfiguration configuration) {
        return new Clip(weights, configuration);
    }

    /** The architecture that was found in the weights. */
    public ClipArchitecture architecture() {
        return architecture;
    }

    /** The device it is on. */
    public Device device() {
        return device;
    }

    /** The side of the square pictures that it looks at, in pixels. */
    public int resolution() {
        return architecture.image().resolution();
    }

    /** The length of an embedding. */
    public int dimension() {
        return architecture.dimension();
    }

    /** How many tokens every text has. */
    public int contextLength() {
        return architecture.text().context();
    }

    /** The factor of cosines before a softmax over texts turns them into probabilities. */
    public double logitScale() {
        return logitScale;
    }

    /**
     * Embeddings of pictures, not normalised; what {@link #backwardToImages} needs goes on the tape.
     *
     * @param pictures {@code [N, resolution, resolution, 3]}, values of 0 to 1; taken over. CLIP's normalisation is
     *     applied here, not before
     * @return {@code [N, dimension]}
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
     * @return {@code [N, resolution, resolution, 3]}
     */
    public Tensor backwardToImages(Tensor gradient, Tape tape) {
        return imageTower.backward(gradient, tape);
    }

    /**
     * The embedding of a text, not normalised.
     *
     * <p>The text tower is loaded for this and freed afterwards, if the weights can be read again and it is not held.
     *
     * @param tokens as many as {@link #contextLength()}, as the tokenizer makes them
     * @throws io.github.congeal.CheckpointException if the text tower can no longer be read, or its weights make no
     *     numbers of the text
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
     * Runs something during which the text tower, once loaded, stays in memory, so that it is not loaded for each text.
     */
    public void holdTextTower(Runnable whileHeld) {
        textTower.hold(whileHeld);
    }

    /** Whether a tensor of this name is one of those that are loaded for {@link #embedText} alone. */
    public static boolean isOfTextTower(String name) {
        return !name.startsWith("visual.") && !name.equals("logit_scale");
    }
}
