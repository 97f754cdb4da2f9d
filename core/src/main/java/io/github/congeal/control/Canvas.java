package io.github.congeal.control;

/** What is optimised: the numbers of which a picture is drawn. */
public sealed interface Canvas {
    /** The latent of the VQGAN, each place of which is drawn as the code nearest to it: the z+quantize method. */
    Canvas LATENT = new Latent();

    /** For each place, how likely each code of the VQGAN is: the codebook sampling method. */
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
     * EleutherAI/vqgan-clip): in each step a code is drawn at random for each place, by the softmax of its logits, and
     * the gradient reaches the logits as if the picture had been drawn of the probabilities. The losses are those of what
     * was drawn; the frames show the likeliest code of each place. Any code can follow any other, not only its
     * neighbours in the latent: the picture gets more and bolder detail and changes in patches, and takes more steps.
     * Unless something else is said, {@code optimizer} is {@code adamw(weight-decay=0)} and {@code step-size} 0.05, as there.
     *
     * @param certainty how likely, from 0.001 to 0.999, each code of a picture or sketch is to be drawn when it is put on
     *     the canvas; the notebook begins with random logits alone
     */
    record Codebook(double certainty) implements Canvas {
        private static final double LEAST = 0.001;

        /**
         * Makes the canvas.
         *
         * @throws IllegalArgumentException if the certainty is out of its range
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
