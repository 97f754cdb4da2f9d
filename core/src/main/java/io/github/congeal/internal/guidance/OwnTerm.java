package io.github.congeal.internal.guidance;

import io.github.congeal.DivergedException;
import io.github.congeal.control.Loss;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** A loss that the caller implements. */
public final class OwnTerm implements Term {
    private final String name;
    private final Loss loss;
    private final PictureSize size;
    private final float[] picture;
    private final float[] gradient;

    /** A term for pictures of one size. */
    public OwnTerm(String name, Loss loss, PictureSize size, Tape tape) {
        this.name = name;
        this.loss = loss;
        this.size = size;
        int length = 3 * size.height() * size.width();
        this.picture = tape.hostArrays().takeFloats(length);
        this.gradient = tape.hostArrays().takeFloats(length);
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public void measure(Look look, double[] losses) {
        look.enter(Phase.REGULARISERS);
        look.picture().read(0, picture, 0, picture.length);
        Arrays.fill(gradient, 0);
        losses[0] = loss.measure(new Seen(look));
        if (!Double.isFinite(losses[0]) && notFinite(picture).isEmpty()) {
            throw new DivergedException(
                    name, losses[0], look.step(), "the program computes it itself, and the picture was in order");
        }
        notFinite(gradient).ifPresent(value -> {
            throw DivergedException.ofGradient(name, value, look.step());
        });
        try (Tensor own = look.tape().take(look.picture().shape())) {
            own.write(0, gradient, 0, gradient.length);
            look.tape().kernels().add(look.pictureGradient(), own);
        }
    }

    private static OptionalDouble notFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        }
        return OptionalDouble.empty();
    }

    private final class Seen implements Loss.View {
        private final Look look;
        private final FloatBuffer values = FloatBuffer.wrap(picture).asReadOnlyBuffer();
        private final FloatBuffer slopes = FloatBuffer.wrap(gradient);

        private Seen(Look look) {
            this.look = look;
        }

        @Override
        public int width() {
            return size.width();
        }

        @Override
        public int height() {
            return size.height();
        }

        @Override
        public int step() {
            return look.step();
        }

        @Override
        public double progress() {
            return look.progress();
        }

        @Override
        public FloatBuffer picture() {
            return values;
        }

        @Override
        public FloatBuffer gradient() {
            return slopes;
        }
    }
}
