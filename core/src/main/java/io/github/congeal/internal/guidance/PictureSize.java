package io.github.congeal.internal.guidance;

/**
 * Width and height of a picture in pixels.
 *
 * @param width at least 1
 * @param height at least 1
 */
public record PictureSize(int width, int height) {
    /** The size for a target image: its own aspect ratio, but no larger in area than the generated picture. */
    public static PictureSize ofTarget(PictureSize target, PictureSize made) {
        double ratio = target.width / (double) target.height;
        double area = Math.min((double) target.width * target.height, (double) made.width * made.height);
        return new PictureSize(rounded(Math.sqrt(area * ratio)), rounded(Math.sqrt(area / ratio)));
    }

    /** To the nearest whole number, halves to the even one, and at least 1. */
    private static int rounded(double length) {
        return (int) Math.max(Math.rint(length), 1);
    }
}
