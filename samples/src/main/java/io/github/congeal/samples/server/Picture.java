package io.github.congeal.samples.server;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.control.Settings;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A picture that is being made, or was: its newest frame, its losses, and the frames of its film. Thread-safe. */
final class Picture {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 8;

    private final String id;
    private final Order order;
    private final Generation generation;
    private final Instant began = Instant.now();
    private final FilmFrames film = new FilmFrames();
    private final List<Loss> losses = new ArrayList<>();
    private final int parts;
    private final Queue<Frame> kept = new ArrayDeque<>();
    private int keptSoFar;
    private @Nullable Frame newest;

    /**
     * A loss that was measured.
     *
     * @param iteration after how many steps
     * @param loss the sum of all
     */
    record Loss(int iteration, double loss) {}

    /**
     * A picture that is to be made.
     *
     * @param parts how many frames on the way are kept until they are asked for
     */
    Picture(Order order, Generation generation, int parts) {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        this.id = HexFormat.of().formatHex(bytes);
        this.order = order;
        this.generation = generation;
        this.parts = parts;
    }

    /** Takes a frame. */
    void reached(Frame frame) {
        film.add(frame);
        synchronized (this) {
            newest = frame;
            losses.add(new Loss(frame.iteration(), frame.loss()));
            if (isPart(frame)) {
                kept.add(frame);
                keptSoFar++;
            }
        }
    }

    private boolean isPart(Frame frame) {
        return keptSoFar < parts
                && !frame.isLast()
                && frame.iteration() >= (keptSoFar + 1) * generation.iterations() / (parts + 1);
    }

    /** The next of the frames on the way, evenly spread; none is missed by being slow. */
    synchronized Optional<Frame> nextPart() {
        return Optional.ofNullable(kept.poll());
    }

    /** Unguessable. */
    String id() {
        return id;
    }

    /** What was asked for. */
    Order order() {
        return order;
    }

    Generation generation() {
        return generation;
    }

    Instant began() {
        return began;
    }

    /** The newest frame, which is the picture once it is done. */
    synchronized Optional<Frame> newest() {
        return Optional.ofNullable(newest);
    }

    /** What was measured after a step, oldest first. */
    synchronized List<Loss> lossesAfter(int iteration) {
        return losses.stream().filter(loss -> loss.iteration > iteration).toList();
    }

    /** What makes it again. */
    synchronized Settings settings() {
        return newest == null ? generation.settings() : newest.settings();
    }

    FilmFrames film() {
        return film;
    }
}
