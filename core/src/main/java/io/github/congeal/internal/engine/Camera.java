package io.github.congeal.internal.engine;

import io.github.congeal.control.Motion;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.HostArrays;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Camera motion: moves the canvas after the first step of each film frame, so that the remaining steps can repair the picture
 * before it is shown.
 */
final class Camera implements Scene {
    private final Motion motion;
    private final int steps;
    private final Scene rest;
    private final Tape tape;
    private final Vectors vectors;
    /** The parameters at the beginning of the film frame. */
    private final Tensor carried;

    /**
     * A camera before its first move.
     *
     * @param steps the number of steps of the run
     * @param canvas the canvas of the run, already begun
     * @param rest another scene, which acts after each step, and after the move if there is one
     */
    Camera(Motion motion, int steps, Canvas canvas, Scene rest, Tape tape) {
        this.motion = motion;
        this.steps = steps;
        this.rest = rest;
        this.tape = tape;
        this.vectors = new Vectors(tape);
        this.carried = tape.take(canvas.parameters().shape());
        tape.kernels().copy(canvas.parameters(), carried);
    }

    @Override
    public boolean act(int step, Canvas canvas, RandomGenerator random) {
        if (step % motion.every() == 0 && motion.smoothing() > 0) {
            vectors.scale(canvas.parameters(), 1 - motion.smoothing());
            vectors.add(canvas.parameters(), motion.smoothing(), carried);
        }
        boolean begins = (step - 1) % motion.every() == 0;
        if (begins) {
            move(step, canvas);
        }
        boolean another = rest.act(step, canvas, random);
        if (begins || another) {
            // Smoothing must not mix the picture with the one before the move.
            tape.kernels().copy(canvas.parameters(), carried);
        }
        // The optimiser's state is kept: a reset at each film frame makes no visible difference.
        return another;
    }

    /** Always, since the picture moves until the end. */
    @Override
    public boolean isActing() {
        return true;
    }

    private void move(int step, Canvas canvas) {
        PictureSize size = canvas.size();
        PictureWarp warp = new PictureWarp(back(motion, step - 1, steps, size), motion.border());
        if (motion.of() == Motion.Moved.LATENT) {
            Tensor latent = canvas.parameters();
            PictureSize places = new PictureSize((int) latent.dimension(2), (int) latent.dimension(1));
            double block = (double) size.width() / places.width();
            warp(new PictureWarp(scaled(warp.back(), block), motion.border()), latent, places);
        } else {
            try (Tensor picture = tape.take(1, size.height(), size.width(), 3)) {
                canvas.show(canvas.parameters(), picture);
                warp(warp, picture, size);
                canvas.put(picture, VqganCodec.LIKELIEST);
            }
        }
    }

    /** Warps a tensor {@code [1, H, W, C]} in place, on the CPU, since it happens only once in each film frame. */
    private void warp(PictureWarp warp, Tensor numbers, PictureSize size) {
        if (tape.kernels().buffers().isDry()) {
            return;
        }
        HostArrays arrays = tape.hostArrays();
        int length = Math.toIntExact(numbers.length());
        float[] from = arrays.takeFloats(length);
        float[] to = arrays.takeFloats(length);
        numbers.read(0, from, 0, length);
        warp.warp(from, to, size, (int) numbers.dimension(3));
        numbers.write(0, to, 0, length);
        arrays.giveBack(from);
        arrays.giveBack(to);
    }

    /** The same map in coordinates that are {@code times} smaller. */
    private static Homography scaled(Homography map, double times) {
        return Homography.scaleThenShift(1 / times, 0).after(map).after(Homography.scaleThenShift(times, 0));
    }

    /**
     * The map from each point of the moved picture to its source, in pixels from the upper left corner.
     *
     * @param step the number of steps taken when the film frame began
     */
    static Homography back(Motion motion, int step, int steps, PictureSize size) {
        double[] corners = {0, 0, size.width(), 0, size.width(), size.height(), 0, size.height()};
        double[] moved = new double[corners.length];
        double distance = Math.max(size.width(), size.height());
        double pitch = Math.toRadians(motion.pitch().at(step, steps));
        double yaw = Math.toRadians(motion.yaw().at(step, steps));
        double turn = Math.toRadians(motion.turn().at(step, steps));
        double zoom = motion.zoom().at(step, steps);
        for (int i = 0; i < corners.length; i += 2) {
            double x = corners[i] - size.width() / 2.0;
            double y = corners[i + 1] - size.height() / 2.0;
            // First the pitch about the horizontal axis, then the yaw about the vertical one.
            double away = -y * Math.sin(pitch);
            double depth = distance + away * Math.cos(yaw) + x * Math.sin(yaw);
            double across = zoom * distance / depth * (x * Math.cos(yaw) - away * Math.sin(yaw));
            double down = zoom * distance / depth * (y * Math.cos(pitch));
            moved[i] = across * Math.cos(turn) - down * Math.sin(turn) + size.width() / 2.0;
            moved[i + 1] = across * Math.sin(turn) + down * Math.cos(turn) + size.height() / 2.0;
            moved[i] += motion.x().at(step, steps);
            moved[i + 1] += motion.y().at(step, steps);
        }
        return Homography.betweenCorners(corners, moved).inverse();
    }

    @Override
    public void state(State state) {
        state.tensor("carried", carried);
        rest.state(state.of("rest"));
    }
}
