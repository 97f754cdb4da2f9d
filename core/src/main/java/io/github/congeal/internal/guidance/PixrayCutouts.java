package io.github.congeal.internal.guidance;

import io.github.congeal.control.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * pixray's cutouts of the whole picture, pooled: the first of them show parts of it, tilted and enlarged, the others
 * all of it. The enlarged parts are drawn first and then the others, each as {@link FramedCutouts} does.
 *
 * @param zoom the fraction of the cutouts that show enlarged parts
 * @param aspect whether the picture keeps its shape
 * @param step the number of steps taken before; even steps reflect tilted cutouts at their edges, odd ones repeat their
 *     edges
 * @param whole the framing, which shows the whole picture
 */
record PixrayCutouts(double zoom, boolean aspect, int step, Framing whole) implements CutoutMethod {
    private static final Augmentation TINTED = new RandomColorJitter(0, 0, 0.1, 0.1, 0.8);
    private static final Augmentation NOISE = new RandomNoise(0, 0.1, 1);

    PixrayCutouts(double zoom, boolean aspect) {
        this(zoom, aspect, 0, new WholePicture(false));
    }

    @Override
    public CutoutMethod at(int now) {
        return new PixrayCutouts(zoom, aspect, now, whole);
    }

    @Override
    public List<Cutout> draw(int height, int width, int count, int size, RandomGenerator random) {
        double shape = aspect ? (double) width / height : 1;
        int zoomed = (int) (zoom * count);
        List<Cutout> cutouts =
                new ArrayList<>(new FramedCutouts(whole, zoomed(shape)).draw(height, width, zoomed, size, random));
        cutouts.addAll(new FramedCutouts(whole, wide(shape)).draw(height, width, count - zoomed, size, random));
        return cutouts;
    }

    private List<Augmentation> zoomed(double shape) {
        Outside outside = step % 2 == 0 ? Outside.REFLECTION : Outside.EDGE;
        return List.of(
                new RandomPerspective(0.4, outside, 0.7),
                new RandomResizedCrop(0.25, 0.95, 0.85, 1.2, shape, 1),
                TINTED,
                NOISE);
    }

    private static List<Augmentation> wide(double shape) {
        return List.of(new Fitted(shape), new RandomPerspective(0.2, Outside.GREY, 0.7), TINTED, NOISE);
    }

    /** A chunk may contain cutouts of both kinds, whose colours are changed in different orders. */
    @Override
    public int inputsKept() {
        return 2;
    }
}
