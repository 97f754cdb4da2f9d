package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import io.github.congeal.internal.tensor.Erasure;
import io.github.congeal.internal.tensor.SamplePadding;
import io.github.congeal.internal.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Turns parameters that kornia drew into transforms, so that the reference's own cutouts can be made again. A batch's
 * parameters are tensors named after kornia's classes: {@code RandomAffine.on} {@code [batch]} says where it was
 * applied, {@code RandomAffine.angle} and so on with what.
 */
public final class KorniaParameters {
    private final Function<String, float[]> tensors;
    private final List<String> classes;
    private final int size;

    /**
     * Parameters of one batch.
     *
     * @param tensors values by name
     * @param classes kornia's class names, in the order of their application
     * @param size the cutouts' side
     */
    public KorniaParameters(Function<String, float[]> tensors, List<String> classes, int size) {
        this.tensors = tensors;
        this.classes = classes;
        this.size = size;
    }

    /** The window of a picture that a cutout shows. */
    public static Window crop(int x, int y, int side, int size) {
        return new Window(x, y, AxisResampler.of(side, size));
    }

    /** What was done to element {@code k} of the batch; null where it was left as it is. */
    public List<Transform<?>> transforms(int k) {
        List<Transform<?>> transforms = new ArrayList<>();
        for (String name : classes) {
            transforms.add(at(name, "on", k) == 1 ? transform(name, k) : null);
        }
        return transforms;
    }

    private Transform<?> transform(String name, int k) {
        return switch (name) {
            case "RandomHorizontalFlip" -> Warp.flip(size);
            case "RandomSharpness" -> RandomSharpness.STENCIL.with(at(name, "sharpness", k));
            case "RandomAffine" ->
                // Only without a shear was the edge repeated.
                new Sample(at(name, "sx", k) != 0 ? SamplePadding.ZEROS : SamplePadding.BORDER)
                        .with(Warp.affine(
                                size,
                                at(name, "angle", k),
                                at(name, "translations", 2 * k),
                                at(name, "translations", 2 * k + 1),
                                at(name, "scale", 2 * k),
                                at(name, "sx", k)));
            case "RandomRotation" -> new Sample(SamplePadding.ZEROS).with(Warp.rotation(size, at(name, "degrees", k)));
            case "RandomResizedCrop" -> {
                float left = at(name, "src", 8 * k);
                float top = at(name, "src", 8 * k + 1);
                float width = at(name, "src", 8 * k + 4) - left + 1;
                float height = at(name, "src", 8 * k + 5) - top + 1;
                yield new Sample(SamplePadding.ZEROS).with(Warp.part(size, left, top, width, height));
            }
            case "RandomErasing" ->
                new Erase()
                        .with(new Erasure(
                                (int) at(name, "xs", k),
                                (int) at(name, "ys", k),
                                (int) at(name, "widths", k),
                                (int) at(name, "heights", k),
                                0));
            case "RandomPerspective" -> {
                double[] corners = new double[8];
                for (int i = 0; i < 8; i++) {
                    corners[i] = at(name, "end_points", 8 * k + i);
                }
                yield new Sample(SamplePadding.ZEROS).with(Warp.perspective(size, corners));
            }
            case "RandomElasticTransform" -> new Remap(SamplePadding.ZEROS, 0).with(elastic(name, k));
            case "RandomThinPlateSpline" -> {
                double[] shifts = new double[10];
                for (int i = 0; i < shifts.length; i++) {
                    shifts[i] = at(name, "dst", 10 * k + i) - at(name, "src", 10 * k + i);
                }
                yield new Remap(SamplePadding.ZEROS, 0).with(new SplineMap(shifts));
            }
            case "ColorJitter" -> {
                List<ColourChange> order = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    order.add(RandomColorJitter.CHANGES.get((int) at(name, "order", i)));
                }
                yield new Colour(order)
                        .with(new ColourFactors(
                                at(name, "brightness_factor", k),
                                at(name, "contrast_factor", k),
                                at(name, "saturation_factor", k),
                                at(name, "hue_factor", k)));
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The kernel is kornia's own, or the small one that fits these pictures. */
    private ElasticMap elastic(String name, int k) {
        int length = 2 * size * size;
        boolean all = tensors.apply(name + ".on").length == sum(tensors.apply(name + ".on"));
        return new ElasticMap(
                values -> System.arraycopy(tensors.apply(name + ".noise"), k * length, values, 0, length),
                all ? 63 : 7,
                all ? 32 : 3,
                1);
    }

    private static float sum(float... values) {
        float sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private float at(String name, String parameter, int index) {
        return tensors.apply(name + "." + parameter)[index];
    }
}
