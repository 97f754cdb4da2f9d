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

/**
 * A picture that is being made or is finished: its newest frame, its losses, and the frames of its film. Thread-safe.
 */
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
     * @param iteration the number of steps taken before
     * @param loss the sum of all losses
     */
    record Loss(int iteration, double loss) {}

    /**
     * A picture to be made.
     *
     * @param parts the number of intermediate frames that are kept until {@link #nextPart} takes them
     */
    Picture(Order order, Generation generation, int parts) {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        this.id = HexFormat.of().formatHex(bytes);
        this.order = order;
        this.generation = generation;
        this.parts = parts;
    }

    /** Adds a frame. */
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

    /** Takes the next intermediate frame, if there is one. They are evenly spaced, and a slow reader misses none. */
    synchronized Optional<Frame> nextPart() {
        return Optional.ofNullable(kept.poll());
    }

    /** The name, which cannot be guessed. */
    String id() {
        return id;
    }

    /** The order that asked for it. */
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

    /** The losses measured after an iteration, oldest first. */
    synchronized List<Loss> lossesAfter(int iteration) {
        return losses.stream().filter(loss -> loss.iteration > iteration).toList();
    }

    /** The settings that reproduce it. */
    synchronized Settings settings() {
        return newest == null ? generation.settings() : newest.settings();
    }

    FilmFrames film() {
        return film;
    }
}
