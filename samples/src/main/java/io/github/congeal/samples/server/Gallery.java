package io.github.congeal.samples.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pictures that are being made, and the latest finished ones, by their names. In memory only. Thread-safe. */
final class Gallery {
    private final int most;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    /**
     * A picture and the job that makes it.
     *
     * @param picture the picture
     * @param job the job that makes it, by which it can be stopped and changed
     */
    record Kept(Picture picture, Job job) {
        /** Whether it has a frame, or will have one. */
        boolean isWorthKeeping() {
            return !job.isOver() || picture.newest().isPresent() && job.state() == Job.State.DONE;
        }
    }

    /**
     * An empty gallery.
     *
     * @param most the number of finished pictures that it keeps
     */
    Gallery(int most) {
        this.most = most;
    }

    synchronized void add(Job job) {
        job.pictures().forEach(picture -> kept.put(picture.id(), new Kept(picture, job)));
        kept.values().removeIf(each -> !each.isWorthKeeping());
        long tooMany =
                kept.values().stream().filter(each -> each.job().isOver()).count() - most;
        for (Iterator<Kept> oldest = kept.values().iterator(); tooMany > 0; ) {
            if (oldest.next().job().isOver()) {
                oldest.remove();
                tooMany--;
            }
        }
    }

    /** A picture by its name. */
    synchronized Optional<Kept> find(String id) {
        return Optional.ofNullable(kept.get(id));
    }

    synchronized void remove(String id) {
        kept.remove(id);
    }

    /** All of them, newest first. */
    synchronized List<Kept> all() {
        List<Kept> all = new ArrayList<>(kept.values());
        java.util.Collections.reverse(all);
        all.removeIf(each -> !each.isWorthKeeping());
        return all;
    }
}
