package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.Gelu;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Swish;

/** The activation between the two linear maps of a transformer's block; the weights do not tell which it is. */
public enum Activation {
    /** {@code x * sigmoid(1.702 x)}: OpenAI's models. */
    QUICK_GELU {
        @Override
        Layer layer() {
            return new Swish(Swish.QUICK_GELU);
        }
    },
    /** {@code x Φ(x)}: most models of others. */
    GELU {
        @Override
        Layer layer() {
            return new Gelu();
        }
    };

    abstract Layer layer();
}
