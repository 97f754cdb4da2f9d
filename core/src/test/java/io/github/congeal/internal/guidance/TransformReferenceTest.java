package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every transform against kornia 0.6.3: values and gradients, with the parameters that kornia drew. */
class TransformReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "flip, RandomHorizontalFlip",
        "sharpness, RandomSharpness",
        "affine, RandomAffine",
        "affine_even, RandomAffine",
        "perspective, RandomPerspective",
        "perspective_far, RandomPerspective",
        "affine_shear, RandomAffine",
        "affine_scale, RandomAffine",
        "rotation, RandomRotation",
        "resized_crop, RandomResizedCrop",
        "erasing, RandomErasing",
        "elastic, RandomElasticTransform",
        "elastic_wide, RandomElasticTransform",
        "spline, RandomThinPlateSpline",
        "spline_far, RandomThinPlateSpline",
        "color_0, ColorJitter",
        "color_1, ColorJitter",
        "color_2, ColorJitter",
        "color_3, ColorJitter",
        "color_4, ColorJitter",
        "color_5, ColorJitter",
        "color_strong, ColorJitter",
        "color_coarse_0, ColorJitter",
        "color_coarse_1, ColorJitter",
        "color_coarse_2, ColorJitter",
        "color_coarse_3, ColorJitter",
        "color_coarse_4, ColorJitter",
        "color_coarse_5, ColorJitter",
    })
    void valuesAndGradientsAreKornias(String file, String korniaClass) {
        for (Way way : Way.values()) {
            compare(way, file, korniaClass);
        }
    }

    private static void compare(Way way, String file, String korniaClass) {
        Fixture fixture = Fixture.read(file);
        int size = fixture.shape("in")[1];
        KorniaParameters parameters = new KorniaParameters(fixture::get, List.of(korniaClass), size);
        for (int k = 0; k < fixture.shape("in")[0]; k++) {
            float[] in = fixture.get("in", k);
            float[] out = in;
            float[] inGradient = fixture.get("outGradient", k);
            for (Transform<?> transform : parameters.transforms(k)) {
                if (transform == null) {
                    continue;
                }
                out = way.forward(transform, in, size);
                inGradient = way.backward(transform, in, fixture.get("outGradient", k), size);
            }
            assertClose(way + ", value of " + k, out, fixture.get("out", k), 2e-5);
            // Where two colours of a pixel are equal there are several gradients, and only the host takes kornia's.
            if (way == Way.HOST || !file.startsWith("color_coarse")) {
                assertClose(way + ", gradient of " + k, inGradient, fixture.get("inGradient", k), 5e-5);
            }
        }
    }
}
