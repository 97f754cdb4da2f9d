package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;

/** Where each of the starts that can be asked for is implemented. */
final class Starts {
    private Starts() {}

    /**
     * What a run begins with: the initial image if there is one, otherwise the start.
     *
     * @param settings complete, with pictures that were read
     * @param sketched whether there is something to sketch
     */
    static Start of(io.github.congeal.control.Settings settings, Networks networks, boolean sketched) {
        if (settings.has(Control.INITIAL_IMAGE)) {
            return new EncodedImage(settings.get(Control.INITIAL_IMAGE).image().orElseThrow());
        }
        return of(settings.get(Control.START), networks, sketched);
    }

    private static Start of(io.github.congeal.control.Start start, Networks networks, boolean sketched) {
        if (start instanceof io.github.congeal.control.Start.Plain plain) {
            return ground(plain);
        }
        if (start instanceof io.github.congeal.control.Start.Sketched) {
            return sketched ? new Mud() : ground(Defaults.plain(networks.defaults()));
        }
        return new RandomCodes();
    }

    private static PlainGround ground(io.github.congeal.control.Start.Plain plain) {
        return new PlainGround(plain.ground().orElseThrow(), plain.noise().orElseThrow());
    }
}
