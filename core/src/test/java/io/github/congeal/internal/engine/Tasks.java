package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.internal.guidance.CutoutMethod;
import java.util.List;

/** Settings and tasks of tests, past the words for them. */
final class Tasks {
    private Tasks() {}

    static Settings settings(int width, int height, long seed, int cutouts) {
        return Settings.EMPTY
                .with(Control.SIZE, new Size(width, height))
                .with(Control.SEED, seed)
                .with(Control.STEP_SIZE, Schedule.constant(0.1))
                .with(Control.CUTOUTS, cutouts);
    }

    static Preparation prepare(
            Networks networks, Settings settings, List<Goal> goals, Start start, CutoutMethod cutouts) {
        return new Preparation(networks, settings, new Task(goals, start, cutouts, List.of()));
    }
}
