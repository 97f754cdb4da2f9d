package io.github.congeal.control;

import java.util.Objects;

/**
 * How the camera moves from one film frame to the next. A few steps are taken, then the picture is moved a little and
 * the next steps begin from it, so that each frame grows out of the last (as in the zooming notebooks of chigozienri
 * and justinjohn, {@code -zvid} of nerdyrodent's VQGAN-CLIP and the 2-D camera of pytti-core). Several moves are
 * applied in the order tilt, zoom, turn, shift, each about the centre of the picture.
 *
 * <p>Each number applies to one film frame and may change during the run: {@code motion(zoom=0: 1 | 50%: 1.02,
 * turn=0.5, every=5)}. The first move follows the first step, and film frame n is the picture after n times {@code
 * every} steps. In the API: {@code Motion.zoom(1.01).turn(2).every(10)}.
 *
 * @param zoom the factor by which the picture is enlarged, from 0.1 to 10: above 1 the camera comes nearer
 * @param x the shift to the right, in pixels
 * @param y the shift down, in pixels
 * @param turn the clockwise rotation, in degrees
 * @param pitch the angle in degrees, from -45 to 45, by which the picture's upper edge leans away, as if it hung in
 *     space and were seen from a distance of its longer side
 * @param yaw the angle by which its right edge leans away, likewise
 * @param every the number of steps between two film frames, at least 1; the control {@code every} then need not be set
 * @param border what fills the area that the camera sees beyond the picture
 * @param of what is moved
 * @param smoothing the fraction of the latent at the beginning of a film frame that is kept after its steps, from 0 up
 *     to but not including 1: an exponentially weighted mean over film frames, moved with the camera, which reduces
 *     flicker and delays changes
 */
public record Motion(
        Schedule zoom,
        Schedule x,
        Schedule y,
        Schedule turn,
        Schedule pitch,
        Schedule yaw,
        int every,
        Border border,
        Moved of,
        double smoothing) {
    private static final Schedule NONE = Schedule.constant(0);
    private static final int STEEPEST = 45;

    /** A camera that stands still; add moves to it. */
    public static final Motion STILL = zoom(1);

    /** The written form. What is left out does not move. */
    public static final Form<Motion> FORM = Form.words(STILL);

    /** What fills the area that the camera sees beyond the picture. */
    public enum Border {
        /** The opposite side of the picture. */
        WRAP,
        /** The picture's mirror image. */
        REFLECT,
        /** The mean colour of the picture's edge. */
        FILL
    }

    /** What is moved. */
    public enum Moved {
        /** The picture, which is then encoded again: one pass through encoder and decoder for each film frame. */
        PICTURE,
        /** The latent itself, which takes almost no time; but what is shown changes as it moves across codes. */
        LATENT
    }

    /**
     * Creates a motion.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public Motion {
        Range.between(0.1, 10).require("zoom", zoom);
        Range.between(-1e6, 1e6).require("x", x);
        Range.between(-1e6, 1e6).require("y", y);
        Range.between(-1e6, 1e6).require("turn", turn);
        Range.between(-STEEPEST, STEEPEST).require("pitch", pitch);
        Range.between(-STEEPEST, STEEPEST).require("yaw", yaw);
        Range.atLeast(1).require("every", every);
        Objects.requireNonNull(border, "border");
        Objects.requireNonNull(of, "of");
        Range.FRACTION.require("smoothing", smoothing);
    }

    /** Returns a motion that comes nearer, or goes away with a factor below 1. */
    public static Motion zoom(double factor) {
        return zoom(Schedule.constant(factor));
    }

    /** Like {@link #zoom(double)}, with a factor that may change. */
    public static Motion zoom(Schedule factor) {
        return new Motion(factor, NONE, NONE, NONE, NONE, NONE, 5, Border.REFLECT, Moved.PICTURE, 0);
    }

    /** Returns a copy that also shifts the picture by pixels to the right and down. */
    public Motion pan(double right, double down) {
        return pan(Schedule.constant(right), Schedule.constant(down));
    }

    /** Like {@link #pan(double, double)}, with numbers that may change. */
    public Motion pan(Schedule right, Schedule down) {
        return new Motion(zoom, right, down, turn, pitch, yaw, every, border, of, smoothing);
    }

    /** Returns a copy that also turns the picture clockwise. */
    public Motion turn(double degrees) {
        return turn(Schedule.constant(degrees));
    }

    /** Like {@link #turn(double)}, with an angle that may change. */
    public Motion turn(Schedule degrees) {
        return new Motion(zoom, x, y, degrees, pitch, yaw, every, border, of, smoothing);
    }

    /** Returns a copy that also leans the picture's upper edge and right edge away, by degrees. */
    public Motion tilt(double upperEdge, double rightEdge) {
        return tilt(Schedule.constant(upperEdge), Schedule.constant(rightEdge));
    }

    /** Like {@link #tilt(double, double)}, with angles that may change. */
    public Motion tilt(Schedule upperEdge, Schedule rightEdge) {
        return new Motion(zoom, x, y, turn, upperEdge, rightEdge, every, border, of, smoothing);
    }

    /** Returns a copy with another number of steps between two film frames; the default is 5. */
    public Motion every(int steps) {
        return new Motion(zoom, x, y, turn, pitch, yaw, steps, border, of, smoothing);
    }

    /** Returns a copy with another border; the default is {@link Border#REFLECT}. */
    public Motion border(Border other) {
        return new Motion(zoom, x, y, turn, pitch, yaw, every, other, of, smoothing);
    }

    /** Returns a copy that moves something else; the default is {@link Moved#PICTURE}. */
    public Motion of(Moved what) {
        return new Motion(zoom, x, y, turn, pitch, yaw, every, border, what, smoothing);
    }

    /** Returns a copy that keeps part of each film frame's latent in the next one; the default is 0. */
    public Motion smoothing(double part) {
        return new Motion(zoom, x, y, turn, pitch, yaw, every, border, of, part);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
