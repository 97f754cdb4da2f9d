package io.github.congeal.control;

/** What is optimised: the parameters that a picture is drawn from. */
public sealed interface Canvas {
    /**
     * The latent of the VQGAN, each vector of which is replaced by the nearest code before it is decoded: the
     * z+quantize method.
     */
    Canvas LATENT = new Latent();

    /** The probability of each code of the VQGAN at each position: the codebook sampling method. */
    Codebook CODEBOOK = new Codebook(0.9);

    /** The written form, such as {@code latent} or {@code codebook(certainty=0.5)}. */
    Form<Canvas> FORM = Form.words(LATENT, CODEBOOK);

    /** See {@link #LATENT}. */
    record Latent() implements Canvas {
        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /**
     * Katherine Crowson's codebook sampling method ({@code VQGAN+CLIP_(codebook_sampling_method).ipynb} in
     * EleutherAI/vqgan-clip). Each step draws a random code for each place from the softmax of its logits; the gradient
     * reaches the logits as if the picture had been drawn from the probabilities. The losses are those of the drawn
     * codes; the frames show the likeliest code of each place. Since any code can replace any other, not only its
     * neighbours in the latent space, the picture gets more and bolder detail, changes in patches, and takes more
     * steps. As in the notebook, {@code optimizer} is {@code adamw(weight-decay=0)} and {@code step-size} 0.05 unless
     * set.
     *
     * @param certainty the probability, from 0.001 to 0.999, of each code of a picture or sketch when it is put on the
     *     canvas; the notebook always begins with random logits
     */
    record Codebook(double certainty) implements Canvas {
        private static final double LEAST = 0.001;

        /**
         * Creates the canvas.
         *
         * @throws IllegalArgumentException if the certainty is out of range
         */
        public Codebook {
            Range.between(LEAST, 1 - LEAST).require("certainty", certainty);
        }

        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
