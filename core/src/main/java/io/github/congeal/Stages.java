package io.github.congeal;

import io.github.congeal.control.CoarseToFine;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes at which a picture is made, one after the other. There is only one unless it is made from coarse to fine.
 */
final class Stages {
    private final List<Stage> stages;

    private Stages(List<Stage> stages) {
        this.stages = stages;
    }

    /**
     * A stage with one size.
     *
     * @param begins the number of steps before it
     * @param size the size of the picture in this stage
     */
    record Stage(int begins, Size size) {}

    /**
     * Returns the stages that settings ask for.
     *
     * @param settings the settings, complete
     * @param block the side of the model's blocks, in pixels
     */
    static Stages of(Settings settings, int block) {
        Size whole = settings.get(Control.SIZE);
        List<Size> sizes = new ArrayList<>(List.of(whole));
        CoarseToFine word = settings.find(Control.COARSE_TO_FINE).orElse(null);
        for (int part = 2; word != null && longer(sizes.get(0)) > word.above(); part *= 2) {
            Size smaller = new Size(inBlocks(whole.width(), part, block), inBlocks(whole.height(), part, block));
            if (smaller.equals(sizes.get(0))) {
                break;
            }
            sizes.add(0, smaller);
        }
        int before = sizes.size() - 1;
        int iterations = settings.get(Control.ITERATIONS);
        int last = Math.max(iterations - 1, 0);
        double each = before == 0 ? 0 : word.share() * iterations / before;
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i <= before; i++) {
            // The last step is always one of the full size: without any, the picture would only be enlarged.
            stages.add(new Stage((int) Math.min(Math.round(i * each), last), sizes.get(i)));
        }
        return new Stages(stages);
    }

    /** Returns the sizes before the full one. */
    List<Size> smaller() {
        return stages.subList(0, stages.size() - 1).stream().map(Stage::size).toList();
    }

    private static int longer(Size size) {
        return Math.max(size.width(), size.height());
    }

    private static int inBlocks(int length, int part, int block) {
        return Math.max(Math.round((float) length / part / block), 1) * block;
    }

    /** Returns the stage of the step after the given number of steps. */
    Stage of(int taken) {
        Stage stage = stages.get(0);
        for (Stage one : stages) {
            stage = one.begins <= taken ? one : stage;
        }
        return stage;
    }

    /** Returns the stage of the picture after the given number of steps. */
    Stage ofPicture(int taken) {
        return of(Math.max(taken - 1, 0));
    }
}
