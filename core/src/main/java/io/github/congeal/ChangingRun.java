package io.github.congeal;

import io.github.congeal.Stages.Stage;
import io.github.congeal.control.Change;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.internal.engine.Picture;
import io.github.congeal.internal.engine.Preparation;
import io.github.congeal.internal.engine.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A run whose settings change on the way: at the steps that the generation names, and whenever the caller asks. One
 * thread runs it; any thread may ask for changes.
 */
final class ChangingRun implements AutoCloseable {
    private final Generation generation;
    private final BooleanSupplier cancelled;
    private final List<Change> changes;
    /** Changes that were requested but not applied yet. */
    private final List<Settings> asked = new ArrayList<>();

    private final Stages stages;

    private Settings current;
    /** The next step at which changes are applied. */
    private int next;

    private Size size;
    private @Nullable Run run;

    ChangingRun(Generation generation, BooleanSupplier cancelled) {
        this.generation = generation;
        this.cancelled = cancelled;
        this.changes = new ArrayList<>(generation.settings().get(Control.CHANGES));
        this.current = generation.settings();
        this.stages = generation.stages();
        this.size = stages.of(0).size();
    }

    /**
     * Requests other settings from the next step on.
     *
     * @throws IllegalArgumentException if they cannot change in mid-run, need more memory than was planned, or are such that
     *     a change that the generation announces could not follow
     */
    void ask(Settings settings) {
        Settings all = new Change(0, settings).settings().over(latest());
        generation.changes().prepare(all);
        generation.changes().requireAfter(all, announced());
        synchronized (this) {
            asked.add(settings);
        }
    }

    private synchronized List<Change> announced() {
        return inOrder().stream().filter(change -> change.step() >= next).toList();
    }

    private synchronized Settings latest() {
        return over(current, asked);
    }

    private static Settings over(Settings before, List<Settings> changes) {
        Settings latest = before;
        for (Settings change : changes) {
            latest = change.over(latest);
        }
        return latest;
    }

    boolean isBegun() {
        return run != null;
    }

    /** Begins the run, or continues the saved one, by drawing and measuring its first picture. */
    void begin() {
        run = generation
                .saved()
                .map(this::resumed)
                .orElseGet(() -> prepared(current, stages.of(0)).newRun(cancelled));
    }

    private Preparation prepared(Settings settings, Stage stage) {
        size = stage.size();
        // The same object if the size does not change: comparing all settings takes a hundredth of a second in a new
        // JVM.
        Settings sized = size.equals(settings.get(Control.SIZE)) ? settings : settings.with(Control.SIZE, size);
        return generation.prepared(sized).from(stage.begins());
    }

    private Run resumed(SavedRun saved) {
        Settings before = generation.settings();
        for (Change change : inOrder()) {
            before = change.step() < saved.iteration() ? change.settings().over(before) : before;
        }
        current = before;
        next = saved.iteration();
        return prepared(before, stages.ofPicture(saved.iteration())).resume(saved.state(), cancelled);
    }

    private List<Change> inOrder() {
        return generation.settings().get(Control.CHANGES).stream()
                .sorted(Comparator.comparingInt(Change::step))
                .toList();
    }

    /** Returns the current picture at the generation's size: {@code [H, W, 3]}, eight bits per value. */
    byte[] picture() {
        byte[] picture = now().picture();
        Size whole = generation.settings().get(Control.SIZE);
        return size.equals(whole)
                ? picture
                : Picture.resized(picture, size.width(), size.height(), whole.width(), whole.height());
    }

    /** Returns the run with the current settings and size. */
    Run now() {
        return Objects.requireNonNull(run, "the run was not begun");
    }

    /** Applies the requested changes and takes one step. */
    void step() {
        change();
        now().step();
    }

    private void change() {
        int step = now().iteration();
        Settings before = current;
        Settings after = before;
        for (Change change : generation.settings().get(Control.CHANGES)) {
            after = change.step() == step ? change.settings().over(after) : after;
        }
        after = follow(step, after);
        Stage stage = stages.of(step);
        if (!stage.size().equals(size)) {
            run = prepared(after, stage).enlarge(now(), cancelled);
        } else if (after != before) {
            // Even if they are equal: a picture's file may have new content.
            run = prepared(after, stage).goOnFrom(now(), cancelled);
        }
    }

    /** Applies the requested changes, records them, and returns the resulting settings. */
    private synchronized Settings follow(int step, Settings before) {
        asked.forEach(settings -> changes.add(new Change(step, settings)));
        current = over(before, asked);
        asked.clear();
        next = step + 1;
        return current;
    }

    /** Returns the settings that reproduce the current picture. */
    synchronized Settings settings() {
        return recording(changes);
    }

    private Settings recording(List<Change> all) {
        return all.isEmpty() ? generation.settings() : generation.settings().with(Control.CHANGES, all);
    }

    /** Saves the run as it is after the current picture, with the changes requested since. */
    synchronized SavedRun saved(Duration elapsed) {
        List<Change> all = new ArrayList<>(changes);
        asked.forEach(settings -> all.add(new Change(now().iteration(), settings)));
        return SavedRun.of(generation, recording(all), now(), elapsed);
    }

    @Override
    public void close() {
        if (run != null) {
            run.close();
        }
    }
}
