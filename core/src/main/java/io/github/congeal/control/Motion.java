package io.github.congeal.control;

import java.util.Objects;

/**
 * How the camera moves, from one film frame to the next: a few steps are taken, then the picture is moved by a little and
 * the next steps begin with it, so that one grows out of the other (the zooming notebooks of chigozienri and justinjohn;
 * {@code -zvid} of nerdyrodent's VQGAN-CLIP; the 2-D camera of pytti-core). Several moves at once come in the order tilt,
 * zoom, turn, shift, each about the middle of the picture.
 *
 * <p>Each number is that of one film frame and may change in the course of the run: {@code motion(zoom=0: 1 | 50%: 1.02,
 * turn=0.5, every=5)}. The first move comes after the first step, and film frame n is the picture after n times {@code
 * every} steps. In the API, {@code Motion.zoom(1.01).turn(2).every(10)}.
 *
 * @param zoom by which factor the picture is enlarged, from 0.1 to 10: above 1 the camera comes nearer
 * @param x how many pixels the picture is shifted to the right
 * @param y how many pixels the picture is shifted down
 * @param turn by how many degrees the picture is turned clockwise
 * @param pitch by how many degrees the picture's upper edge leans away, as if it hung in space and were seen from as far as
 *     its longer side is long; from -45 to 45
 * @param yaw by how many degrees its right edge leans away, likewise
 * @param every how many steps lie between two film frames, at least 1; with it {@code every} need not be set
 * @param border what comes in where the camera sees more than the picture
 * @param of what is moved
 * @param smoothing which part of the latent that a film frame began with is kept after its steps, from 0 up to but not
 *     including 1: an exponentially weighted mean over the film frames, moved with the camera, against flicker. What changes
 *     is slower to come
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

    /** A camera that stands still, to be told how to move. */
    public static final Motion STILL = zoom(1);

    /** The written form. What is left out does not move. */
    public static final Form<Motion> FORM = Form.words(STILL);

    /** What comes in where the camera sees more than the picture. */
    public enum Border {
        /** What leaves the picture on the other side. */
        WRAP,
        /** The picture's mirror image. */
        REFLECT,
        /** The mean colour of the picture's edge. */
        FILL
    }

    /** What is moved. */
    public enum Moved {
        /** The picture, which is then encoded again: it takes one pass through encoder and decoder for each film frame. */
        PICTURE,
        /** The latent itself, which takes no time: things change their kind as they move from code to code. */
        LATENT
    }

    /**
     * Makes a motion.
     *
     * @throws IllegalArgumentException if a number is out of its range
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

    /** A camera that comes nearer, or with a factor below 1 goes away. */
    public static Motion zoom(double factor) {
        return zoom(Schedule.constant(factor));
    }

    /** As {@link #zoom(double)}, by a factor that may change. */
    public static Motion zoom(Schedule factor) {
        return new Motion(factor, NONE, NONE, NONE, NONE, NONE, 5, Border.REFLECT, Moved.PICTURE, 0);
    }

    /** The same, and the picture is shifted by so many pixels to the right and down. */
    public Motion pan(double right, double down) {
        return pan(Schedule.constant(right), Schedule.constant(down));
    }

    /** As {@link #pan(double, double)}, by numbers that may change. */
    public Motion pan(Schedule right, Schedule down) {
        return new Motion(zoom, right, down, turn, pitch, yaw, every, border, of, smoothing);
    }

    /** The same, and the picture is turned clockwise. */
    public Motion turn(double degrees) {
        return turn(Schedule.constant(degrees));
    }

    /** As {@link #turn(double)}, by an angle that may change. */
    public Motion turn(Schedule degrees) {
        return new Motion(zoom, x, y, degrees, pitch, yaw, every, border, of, smoothing);
    }

    /** The same, and the picture's upper edge and its right edge lean away by so many degrees. */
    public Motion tilt(double upperEdge, double rightEdge) {
        return tilt(Schedule.constant(upperEdge), Schedule.constant(rightEdge));
    }

    /** As {@link #tilt(double, double)}, by angles that may change. */
    public Motion tilt(Schedule upperEdge, Schedule rightEdge) {
        return new Motion(zoom, x, y, turn, upperEdge, rightEdge, every, border, of, smoothing);
    }

    /** The same with so many steps between two film frames; 5 if this is not said. */
    public Motion every(int steps) {
        return new Motion(zoom, x, y, turn, pitch, yaw, steps, border, of, smoothing);
    }

    /** The same with something else coming in at the border; the mirror image if this is not said. */
    public Motion border(Border other) {
        return new Motion(zoom, x, y, turn, pitch, yaw, every, other, of, smoothing);
    }

    /** The same with something else being moved; the picture if this is not said. */
    public Motion of(Moved what) {
        return new Motion(zoom, x, y, turn, pitch, yaw, every, border, what, smoothing);
    }

    /** The same with part of each film frame's latent kept in the next one; nothing if this is not said. */
    public Motion smoothing(double part) {
        return new Motion(zoom, x, y, turn, pitch, yaw, every, border, of, part);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
