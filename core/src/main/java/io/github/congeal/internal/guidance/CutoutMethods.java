package io.github.congeal.internal.guidance;

import io.github.congeal.control.Control;
import io.github.congeal.control.CutoutMethod.Augmented;
import io.github.congeal.control.CutoutMethod.Latest;
import io.github.congeal.control.CutoutMethod.NrUpdated;
import io.github.congeal.control.CutoutMethod.Pixray;
import io.github.congeal.control.CutoutMethod.Plain;
import io.github.congeal.control.CutoutMethod.Pytti;
import io.github.congeal.control.CutoutMethod.Updated;
import io.github.congeal.control.CutoutMethod.UpdatedPooling;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The implementations of the public cutout methods. */
public final class CutoutMethods {
    private CutoutMethods() {}

    /** The cutout method of the settings. */
    public static CutoutMethod of(Settings settings) {
        io.github.congeal.control.CutoutMethod word = settings.get(Control.CUTOUT_METHOD);
        List<io.github.congeal.control.Augmentation> said = settings.get(Control.AUGMENTATIONS);
        if (word instanceof Pixray pixray && said.isEmpty()) {
            return new PixrayCutouts(pixray.zoom(), pixray.aspect());
        }
        List<Augmentation> augmentations = new ArrayList<>();
        if (word instanceof Plain) {
            augmentations.add(new Clamp());
        }
        augmentations.addAll(Augmentations.of(said.isEmpty() ? word.augmentations() : said));
        return new FramedCutouts(framing(word, settings.get(Control.ITERATIONS)), augmentations);
    }

    /** The implementation of a method with its own augmentations, in a run of {@code steps} steps. */
    public static CutoutMethod of(io.github.congeal.control.CutoutMethod word, int steps) {
        return of(Settings.EMPTY.with(Control.CUTOUT_METHOD, word).with(Control.ITERATIONS, steps));
    }

    private static Framing framing(io.github.congeal.control.CutoutMethod word, int steps) {
        if (word instanceof Plain crops) {
            return new Crops(by(crops.power(), steps), crops.smallest(), crops.aspect());
        }
        if (word instanceof Augmented crops) {
            return new Crops(by(crops.power(), steps), crops.smallest(), crops.aspect());
        }
        if (word instanceof Updated crops) {
            return new Crops(by(crops.power(), steps), crops.smallest(), crops.aspect());
        }
        if (word instanceof NrUpdated crops) {
            return new Crops(by(crops.power(), steps), crops.smallest(), crops.aspect());
        }
        if (word instanceof UpdatedPooling pooling) {
            return new WholePicture(pooling.aspect());
        }
        if (word instanceof Latest pooling) {
            return new WholePicture(pooling.aspect());
        }
        if (word instanceof Pixray pixray) {
            return new WholePicture(pixray.aspect());
        }
        Pytti crops = (Pytti) word;
        return new PyttiCrops(by(crops.power(), steps), crops.smallest(), crops.aspect(), crops.padding());
    }

    private static IntToDoubleFunction by(Schedule schedule, int steps) {
        return step -> schedule.at(step, steps);
    }
}
