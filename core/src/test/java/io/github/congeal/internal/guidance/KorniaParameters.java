package io.github.congeal.internal.guidance;

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
    public static View crop(int x, int y, int side, int size) {
        return new Crop(x, y, AxisResampler.of(side, size));
    }

    /** What was done to element {@code k} of the batch. */
    public List<Transform> transforms(int k) {
        List<Transform> transforms = new ArrayList<>();
        for (String name : classes) {
            if (at(name, "on", k) == 1) {
                transforms.add(transform(name, k));
            }
        }
        return transforms;
    }

    private Transform transform(String name, int k) {
        return switch (name) {
            case "RandomHorizontalFlip" -> new Flip();
            case "RandomSharpness" -> new Sharpen(at(name, "sharpness", k));
            case "RandomAffine" ->
                Warp.affine(
                        size,
                        at(name, "angle", k),
                        at(name, "translations", 2 * k),
                        at(name, "translations", 2 * k + 1),
                        Warp.Padding.BORDER);
            case "RandomPerspective" -> {
                double[] corners = new double[8];
                for (int i = 0; i < 8; i++) {
                    corners[i] = at(name, "end_points", 8 * k + i);
                }
                yield Warp.perspective(size, corners);
            }
            case "ColorJitter" -> {
                List<ColorJitter.Change> order = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    order.add(ColorJitter.Change.values()[(int) at(name, "order", i)]);
                }
                yield new ColorJitter(
                        order,
                        at(name, "brightness_factor", k),
                        at(name, "contrast_factor", k),
                        at(name, "saturation_factor", k),
                        at(name, "hue_factor", k));
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    private float at(String name, String parameter, int index) {
        return tensors.apply(name + "." + parameter)[index];
    }
}
