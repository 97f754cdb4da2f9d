package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;

import org.junit.jupiter.api.Test;

/** CLIP's normalisation against the reference. */
class ClipNormalizationTest {
    @Test
    void valuesAndGradientsAreTheReferences() {
        Fixture fixture = Fixture.read("clip_input");
        float[] pixels = fixture.get("in");
        ClipNormalization.forward(pixels, pixels.length);
        assertClose("value", pixels, fixture.get("out"), 1e-6);
        float[] gradient = fixture.get("outGradient");
        ClipNormalization.backward(gradient, gradient.length);
        assertClose("gradient", gradient, fixture.get("inGradient"), 1e-6);
    }
}
