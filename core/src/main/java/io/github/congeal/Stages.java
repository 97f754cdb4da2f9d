package io.github.congeal;

import io.github.congeal.control.CoarseToFine;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import java.util.ArrayList;
import java.util.List;

/** The sizes in which a picture is made, one after the other: one, unless it is made from coarse to fine. */
final class Stages {
    private final List<Stage> stages;

    private Stages(List<Stage> stages) {
        this.stages = stages;
    }

    /**
     * The time of one size.
     *
     * @param begins after how many steps
     * @param size of the picture meanwhile
     */
    record Stage(int begins, Size size) {}

    /**
     * Those that settings ask for.
     *
     * @param settings complete
     * @param block the side of the blocks that a picture consists of
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
        double each = before == 0 ? 0 : word.share() * settings.get(Control.ITERATIONS) / before;
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i <= before; i++) {
            stages.add(new Stage((int) Math.round(i * each), sizes.get(i)));
        }
        return new Stages(stages);
    }

    /** The sizes before that of the whole picture. */
    List<Size> smaller() {
        return stages.subList(0, stages.size() - 1).stream().map(Stage::size).toList();
    }

    private static int longer(Size size) {
        return Math.max(size.width(), size.height());
    }

    private static int inBlocks(int length, int part, int block) {
        return Math.max(Math.round((float) length / part / block), 1) * block;
    }

    /** The stage of the step that is taken after so many others. */
    Stage of(int taken) {
        Stage stage = stages.get(0);
        for (Stage one : stages) {
            stage = one.begins <= taken ? one : stage;
        }
        return stage;
    }

    /** The stage of the picture after so many steps. */
    Stage ofPicture(int taken) {
        return of(Math.max(taken - 1, 0));
    }
}
