package io.github.congeal.control;

/**
 * How the cutouts are made that CLIP looks at: square crops of random size and position, scaled to CLIP's resolution.
 */
public sealed interface CutoutMethod {
    /**
     * Crops that are also flipped, sharpened, rotated, distorted in perspective, recoloured and covered with noise at
     * random: as in the Spanish notebook. The default.
     */
    CutoutMethod AUGMENTED = new Augmented();

    /** Crops alone: as in Katherine Crowson's notebook. */
    CutoutMethod PLAIN = new Plain();

    /** The written form. */
    Form<CutoutMethod> FORM = Form.words(AUGMENTED, PLAIN);

    /** See {@link #AUGMENTED}. */
    record Augmented() implements CutoutMethod {
        @Override
        public String toString() {
            return FORM.write(this);
        }
    }

    /** See {@link #PLAIN}. */
    record Plain() implements CutoutMethod {
        @Override
        public String toString() {
            return FORM.write(this);
        }
    }
}
