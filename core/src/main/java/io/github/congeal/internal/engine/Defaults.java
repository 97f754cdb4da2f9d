package io.github.congeal.internal.engine;

import java.util.Map;

/**
 * What suits a model best, where its caller has no opinion. A checkpoint may say so of itself in its metadata.
 *
 * @param size width and height in pixels
 * @param iterations how many steps
 * @param stepSize the optimiser's learning rate
 * @param cutouts how many cutouts in each step
 * @param cutoutMethod the name of the method that makes them
 * @param start the name of the start
 * @param ground the brightness of a plain start, 0 to 1
 * @param noise the standard deviation of the noise on it
 * @param variety the standard deviation of the noise on the content of a painted start, see {@link PaintedPicture}
 */
public record Defaults(
        int size,
        int iterations,
        double stepSize,
        int cutouts,
        String cutoutMethod,
        String start,
        double ground,
        double noise,
        double variety) {

    /**
     * Those of the Spanish notebook; its endless run is cut to the 500 steps that its successors settled on, and the
     * plain start is ours.
     */
    public static final Defaults PUBLISHED = new Defaults(480, 500, 0.1, 64, "augmented", "random", 0.75, 0.05, 0.05);

    /**
     * What the metadata of a checkpoint says, and the published defaults where it says nothing.
     *
     * @throws IllegalArgumentException if a number is not one
     */
    public static Defaults of(Map<String, String> metadata) {
        String noise = metadata.getOrDefault("congeal.start.noise", "" + PUBLISHED.noise);
        return new Defaults(
                Integer.parseInt(metadata.getOrDefault("congeal.size", "" + PUBLISHED.size)),
                Integer.parseInt(metadata.getOrDefault("congeal.iterations", "" + PUBLISHED.iterations)),
                Double.parseDouble(metadata.getOrDefault("congeal.step_size", "" + PUBLISHED.stepSize)),
                Integer.parseInt(metadata.getOrDefault("congeal.cutouts", "" + PUBLISHED.cutouts)),
                metadata.getOrDefault("congeal.cutout_method", PUBLISHED.cutoutMethod),
                metadata.getOrDefault("congeal.start", PUBLISHED.start),
                Double.parseDouble(metadata.getOrDefault("congeal.start.grey", "" + PUBLISHED.ground)),
                Double.parseDouble(noise),
                Double.parseDouble(metadata.getOrDefault("congeal.start.variety", noise)));
    }
}
