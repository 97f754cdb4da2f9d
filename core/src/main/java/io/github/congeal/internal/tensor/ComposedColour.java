package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@link CutoutKernels#colour} and its gradient, composed of other operations.
 *
 * <p>The conversion between RGB and HSV needs no branches: a channel is {@code value - spread * distance(hue)}, where
 * the spread is the difference of the largest and the smallest channel, and the distance is a trapezoid between 0 and
 * 1. Where two channels of a pixel are equal, the gradient is one of several subgradients, and may differ from that of
 * the fused implementations.
 */
final class ComposedColour implements AutoCloseable {
    private static final double SIXTHS = 6;
    /** Offsets to add to the hue, in sixths of a turn, so that the distance of each channel begins to rise at 0. */
    private static final double[] BEGIN = {5, 3, 1};

    private final CutoutBatch batch;
    private final Movements kernels;
    private final List<ColourChange> order;
    private final Tensor concerned;
    private final Tensor brightness;
    private final Tensor contrast;
    private final Tensor saturation;
    private final Tensor hue;

    ComposedColour(Movements kernels, Tensor pixels, List<ColourChange> order, List<@Nullable ColourFactors> factors) {
        this.kernels = kernels;
        this.batch = CutoutBatch.of(kernels, pixels);
        this.order = order;
        this.concerned = batch.numbers(factors, each -> 1, 0);
        this.brightness = batch.numbers(factors, each -> each.brightness() - 1, 0);
        this.contrast = batch.numbers(factors, ColourFactors::contrast, 1);
        this.saturation = batch.numbers(factors, ColourFactors::saturation, 1);
        this.hue = batch.numbers(factors, each -> each.hue() * SIXTHS, 0);
    }

    void forward(Tensor pixels) {
        try (Tensor changed = batch.take(batch.length());
                Tensor together = batch.take(batch.length())) {
            toPlanes(pixels, changed);
            order.forEach(change -> apply(change, changed));
            toPixels(changed, together);
            batch.replace(batch.rows(pixels), together, concerned);
        }
    }

    void backward(Tensor input, Tensor gradient) {
        // The input of each change is computed again: that is cheaper than keeping it from the forward pass.
        List<Tensor> before =
                order.stream().map(change -> batch.take(batch.length())).toList();
        try (Tensor planes = batch.take(batch.length());
                Tensor together = batch.take(batch.length())) {
            toPlanes(input, before.get(0));
            for (int i = 1; i < order.size(); i++) {
                kernels.copy(before.get(i - 1), before.get(i));
                apply(order.get(i - 1), before.get(i));
            }
            toPlanes(gradient, planes);
            for (int i = order.size() - 1; i >= 0; i--) {
                applyGradient(order.get(i), before.get(i), planes);
            }
            toPixels(planes, together);
            batch.replace(batch.rows(gradient), together, concerned);
        }
        before.forEach(Tensor::close);
    }

    @Override
    public void close() {
        List.of(concerned, brightness, contrast, saturation, hue).forEach(Tensor::close);
    }

    private void toPlanes(Tensor pixels, Tensor planes) {
        long all = batch.count() * batch.pixels();
        kernels.permute(pixels.first(all, 3), planes.first(3, all), 1, 0);
    }

    private void toPixels(Tensor planes, Tensor pixels) {
        long all = batch.count() * batch.pixels();
        kernels.permute(planes.first(3, all), pixels.first(all, 3), 1, 0);
    }

    private List<Tensor> colours(Planes planes, Tensor all) {
        Tensor apart = all.first(3, batch.count() * batch.pixels());
        return IntStream.range(0, 3)
                .mapToObj(channel -> planes.of(apart, channel))
                .toList();
    }

    /** Makes one change to the colours, in place. */
    private void apply(ColourChange change, Tensor all) {
        try (Planes planes = new Planes(batch)) {
            List<Tensor> colours = colours(planes, all);
            switch (change) {
                case BRIGHTNESS -> {
                    colours.forEach(colour -> kernels.combine(Pair.ADD, colour, brightness, colour));
                    kernels.clamp(all, 0, 1, all);
                }
                case CONTRAST -> {
                    colours.forEach(colour -> kernels.combine(Pair.MULTIPLY, colour, contrast, colour));
                    kernels.clamp(all, 0, 1, all);
                }
                case SATURATION -> {
                    Extremes extremes = Extremes.of(planes, kernels, colours);
                    Saturated saturated = saturate(planes, extremes);
                    for (Tensor colour : colours) {
                        // value - (value - colour) * factor
                        kernels.combine(Pair.SUBTRACT, extremes.value(), colour, colour);
                        kernels.multiplyElements(colour, saturated.factor);
                        kernels.combine(Pair.SUBTRACT, extremes.value(), colour, colour);
                    }
                }
                case HUE -> {
                    Extremes extremes = Extremes.of(planes, kernels, colours);
                    Tensor turned = turn(planes, extremes, colours).turned;
                    Tensor spread = planes.times(extremes.spread(), colourful(planes, extremes.value()));
                    for (int c = 0; c < 3; c++) {
                        Tensor distance = distance(planes, position(planes, turned, c));
                        kernels.multiplyElements(distance, spread);
                        kernels.combine(Pair.SUBTRACT, extremes.value(), distance, colours.get(c));
                    }
                }
                case CLAMP -> kernels.clamp(all, 0, 1, all);
            }
        }
    }

    /** Takes the gradient back through one change, in place. */
    private void applyGradient(ColourChange change, Tensor before, Tensor gradient) {
        try (Planes planes = new Planes(batch)) {
            List<Tensor> colours = colours(planes, before);
            List<Tensor> gradients = colours(planes, gradient);
            switch (change) {
                case BRIGHTNESS -> {
                    for (int c = 0; c < 3; c++) {
                        pass(planes, planes.combine(Pair.ADD, colours.get(c), brightness), gradients.get(c));
                    }
                }
                case CONTRAST -> {
                    for (int c = 0; c < 3; c++) {
                        pass(planes, planes.times(colours.get(c), contrast), gradients.get(c));
                        kernels.combine(Pair.MULTIPLY, gradients.get(c), contrast, gradients.get(c));
                    }
                }
                case SATURATION -> saturationGradient(planes, colours, gradients);
                case HUE -> hueGradient(planes, colours, gradients);
                case CLAMP -> {
                    for (int c = 0; c < 3; c++) {
                        kernels.clampBackward(colours.get(c), gradients.get(c));
                    }
                }
            }
        }
    }

    /** The gradient of a plain clamp to 0..1, in place: zero outside. */
    private void pass(Planes planes, Tensor value, Tensor gradient) {
        Tensor within = planes.make();
        batch.within(value, within);
        kernels.multiplyElements(gradient, within);
    }

    /**
     * A changed saturation.
     *
     * @param wished before the clamp to 0..1
     * @param clamped after the clamp
     * @param factor by which the distance of each channel from the value is multiplied
     */
    private record Saturated(Tensor wished, Tensor clamped, Tensor factor) {}

    private Saturated saturate(Planes planes, Extremes extremes) {
        Tensor light = light(planes, extremes.value());
        Tensor wished = planes.times(extremes.spread(), light);
        kernels.combine(Pair.DIVIDE, wished, divisor(planes, extremes.value(), light), wished);
        kernels.combine(Pair.MULTIPLY, wished, saturation, wished);
        Tensor clamped = planes.make();
        kernels.clamp(wished, 0, 1, clamped);
        Tensor factor = planes.times(extremes.value(), clamped);
        kernels.combine(Pair.DIVIDE, factor, notZero(planes, extremes.spread()), factor);
        return new Saturated(wished, clamped, factor);
    }

    /**
     * With q the factor, the new channel is value - (value - channel) q. Where the clamp does not act, q is constant up to a
     * tiny term; where it does, q is value * clamped / spread.
     */
    private void saturationGradient(Planes planes, List<Tensor> colours, List<Tensor> gradients) {
        Extremes extremes = Extremes.of(planes, kernels, colours);
        Saturated saturated = saturate(planes, extremes);
        Tensor held = planes.make();
        batch.within(saturated.wished, held);
        planes.complement(held);
        Tensor toValue = planes.make();
        Tensor toDistances = planes.make();
        kernels.fill(toValue, 0);
        kernels.fill(toDistances, 0);
        Tensor spread = notZero(planes, extremes.spread());
        for (int c = 0; c < 3; c++) {
            Tensor distance = planes.minus(extremes.value(), colours.get(c));
            kernels.combine(Pair.DIVIDE, distance, spread, distance);
            kernels.add(toValue, gradients.get(c));
            planes.addProduct(toDistances, distance, gradients.get(c));
            kernels.multiplyElements(gradients.get(c), saturated.factor);
            kernels.combine(Pair.SUBTRACT, toValue, gradients.get(c), toValue);
        }
        kernels.multiplyElements(toDistances, held);
        Tensor toSmallest = planes.times(toDistances, saturated.factor);
        kernels.multiplyElements(toDistances, saturated.clamped);
        kernels.add(toValue, toSmallest);
        kernels.combine(Pair.SUBTRACT, toValue, toDistances, toValue);
        kernels.scale(toSmallest, -1);
        for (int c = 0; c < 3; c++) {
            planes.addProduct(gradients.get(c), extremes.largest().get(c), toValue);
            planes.addProduct(gradients.get(c), extremes.smallest().get(c), toSmallest);
        }
    }

    /**
     * A hue in sixths of a turn.
     *
     * @param ahead the offset from the hue of the largest channel c: channel c + 1 less channel c + 2, divided by the
     *     spread
     * @param turned the hue after the change, from red, not reduced to one turn
     */
    private record Hue(Tensor ahead, Tensor turned) {}

    private Hue turn(Planes planes, Extremes extremes, List<Tensor> colours) {
        Tensor ahead = planes.make();
        kernels.fill(ahead, 0);
        for (int c = 0; c < 3; c++) {
            Tensor difference = planes.minus(colours.get((c + 1) % 3), colours.get((c + 2) % 3));
            planes.addProduct(ahead, difference, extremes.largest().get(c));
        }
        kernels.combine(Pair.DIVIDE, ahead, notZero(planes, extremes.spread()), ahead);
        Tensor turned = planes.combine(Pair.ADD, ahead, hue);
        for (int c = 1; c < 3; c++) {
            Tensor sector = planes.make();
            kernels.copy(extremes.largest().get(c), sector);
            kernels.scale(sector, 2 * c);
            kernels.add(turned, sector);
        }
        return new Hue(ahead, turned);
    }

    /** The hue relative to where a channel's distance begins to rise, reduced to 0..6. */
    private Tensor position(Planes planes, Tensor turned, int channel) {
        Tensor position = planes.make();
        Tensor turns = planes.make();
        kernels.copy(turned, position);
        kernels.scaleAndShift(position, 1, BEGIN[channel]);
        kernels.copy(position, turns);
        kernels.scale(turns, 1 / SIXTHS);
        kernels.apply(Function.FLOOR, turns, turns);
        kernels.scale(turns, SIXTHS);
        kernels.combine(Pair.SUBTRACT, position, turns, position);
        return position;
    }

    /** The distance by position: rises for one sixth, stays at 1 for two, falls for one, stays at 0 for two. */
    private Tensor distance(Planes planes, Tensor position) {
        Tensor distance = planes.make();
        kernels.copy(position, distance);
        kernels.scaleAndShift(distance, -1, 4);
        kernels.combine(Pair.MINIMUM, distance, position, distance);
        kernels.clamp(distance, 0, 1, distance);
        return distance;
    }

    private Tensor slope(Planes planes, Tensor position) {
        Tensor slope = planes.below(position, 1);
        kernels.combine(Pair.SUBTRACT, slope, planes.below(position, 4), slope);
        kernels.add(slope, planes.below(position, 3));
        return slope;
    }

    private void hueGradient(Planes planes, List<Tensor> colours, List<Tensor> gradients) {
        Extremes extremes = Extremes.of(planes, kernels, colours);
        Hue turned = turn(planes, extremes, colours);
        Tensor part = colourful(planes, extremes.value());
        Tensor toValue = planes.make();
        Tensor toSpread = planes.make();
        Tensor toHue = planes.make();
        List.of(toValue, toSpread, toHue).forEach(sum -> kernels.fill(sum, 0));
        for (int c = 0; c < 3; c++) {
            Tensor position = position(planes, turned.turned, c);
            kernels.add(toValue, gradients.get(c));
            planes.addProduct(toSpread, distance(planes, position), gradients.get(c));
            planes.addProduct(toHue, slope(planes, position), gradients.get(c));
        }
        // A channel is value - spread * part * distance. The distance depends on the hue, which is a difference of two
        // channels divided by the spread. The spread cancels out: toHue is the gradient with respect to that
        // difference. Grey has no hue.
        Tensor coloured = planes.make();
        kernels.apply(Function.POSITIVE, extremes.spread(), coloured);
        kernels.multiplyElements(toHue, coloured);
        kernels.multiplyElements(toSpread, part);
        kernels.multiplyElements(toHue, part);
        kernels.scale(toHue, -1);
        kernels.scale(toSpread, -1);
        Tensor byAhead = planes.times(toHue, turned.ahead);
        kernels.combine(Pair.SUBTRACT, toSpread, byAhead, toSpread);
        kernels.add(toValue, toSpread);
        kernels.scale(toSpread, -1);
        for (int c = 0; c < 3; c++) {
            Tensor own = gradients.get(c);
            kernels.copy(planes.times(extremes.smallest().get(c), toSpread), own);
            kernels.add(own, planes.times(extremes.largest().get(c), toValue));
            // The offset from the hue of the largest channel c is channel c + 1 less channel c + 2.
            kernels.add(own, planes.times(extremes.largest().get((c + 2) % 3), toHue));
            Tensor behind = planes.times(extremes.largest().get((c + 1) % 3), toHue);
            kernels.combine(Pair.SUBTRACT, own, behind, own);
        }
    }

    /** 1 where a pixel does not count as black, otherwise 0: see {@link ColourFactors#DARKEST}. */
    private Tensor light(Planes planes, Tensor value) {
        Tensor light = planes.make();
        kernels.apply(Function.ABSOLUTE, value, light);
        kernels.scaleAndShift(light, 1, -ColourFactors.DARKEST);
        kernels.apply(Function.POSITIVE, light, light);
        return light;
    }

    /** The value plus a tiny number, or 1 plus that number where the pixel counts as black. */
    private Tensor divisor(Planes planes, Tensor value, Tensor light) {
        Tensor divisor = planes.make();
        kernels.copy(light, divisor);
        planes.complement(divisor);
        kernels.add(divisor, planes.times(value, light));
        kernels.scaleAndShift(divisor, 1, ColourFactors.TINY);
        return divisor;
    }

    /** The factor of the spread after conversion to HSV and back: value / (value + tiny), or 0 for black. */
    private Tensor colourful(Planes planes, Tensor value) {
        Tensor light = light(planes, value);
        Tensor part = planes.times(value, light);
        kernels.combine(Pair.DIVIDE, part, divisor(planes, value, light), part);
        return part;
    }

    /** The spread, or the smallest normal number where it is 0; the dividend is then 0 as well. */
    private Tensor notZero(Planes planes, Tensor spread) {
        Tensor result = planes.make();
        kernels.clamp(spread, Float.MIN_NORMAL, Float.MAX_VALUE, result);
        return result;
    }
}
