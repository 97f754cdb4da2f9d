package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.internal.tensor.Wrap;
import java.util.List;

/** Creates the implementation of each start of the controls. */
final class Starts {
    /** The controls that only concern an initial picture. */
    private static final List<Control<?>> OF_A_PICTURE = List.of(Control.INITIAL_FIT, Control.INITIAL_NOISE);

    private Starts() {}

    /**
     * The start of a run: the initial image if there is one, otherwise the start that was set.
     *
     * @param settings complete, with pictures already read
     * @param sketched whether there is a sketch
     * @throws IllegalArgumentException if a control of an initial picture is set, but there is none
     */
    static Start of(io.github.congeal.control.Settings settings, Networks networks, boolean sketched) {
        if (settings.has(Control.INITIAL_IMAGE)) {
            return new EncodedImage(
                    settings.get(Control.INITIAL_IMAGE).image().orElseThrow(),
                    settings.get(Control.INITIAL_FIT),
                    settings.get(Control.INITIAL_NOISE));
        }
        OF_A_PICTURE.forEach(control -> requireUsual(control, settings, "initial-image"));
        return of(settings.get(Control.START), Wraps.of(settings), networks, sketched);
    }

    /**
     * Checks that a control has its default value.
     *
     * @param missing the control that it depends on, which is not set
     * @throws IllegalArgumentException if it has another value
     */
    static <T> void requireUsual(Control<T> control, io.github.congeal.control.Settings settings, String missing) {
        T value = settings.get(control);
        if (!control.byDefault().orElseThrow().equals(value)) {
            throw new IllegalArgumentException(
                    "%s was %s, but there is no %s: give one".formatted(control.name(), control.write(value), missing));
        }
    }

    private static Start of(io.github.congeal.control.Start start, Wrap wrap, Networks networks, boolean sketched) {
        if (start instanceof io.github.congeal.control.Start.Plain plain) {
            return ground(plain);
        }
        if (start instanceof io.github.congeal.control.Start.Sketched) {
            return sketched ? new Mud() : ground(Defaults.plain(networks.defaults()));
        }
        if (start instanceof io.github.congeal.control.Start.Perlin noise) {
            return new PerlinNoise(noise.cells(), noise.octaves(), noise.persistence(), noise.contrast(), wrap);
        }
        if (start instanceof io.github.congeal.control.Start.Gradient) {
            return new ColourGradient(wrap);
        }
        if (start instanceof io.github.congeal.control.Start.Snow) {
            return new RandomPixels(1, wrap);
        }
        if (start instanceof io.github.congeal.control.Start.Pixels pixels) {
            return new RandomPixels(pixels.size(), wrap);
        }
        return new RandomCodes();
    }

    private static PlainGround ground(io.github.congeal.control.Start.Plain plain) {
        return new PlainGround(plain.ground().orElseThrow(), plain.noise().orElseThrow());
    }
}
