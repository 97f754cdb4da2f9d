package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.Gelu;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Swish;

/** The activation of a transformer block's MLP, which cannot be inferred from the weights. */
public enum Activation {
    /** {@code x * sigmoid(1.702 x)}, in OpenAI's models. */
    QUICK_GELU {
        @Override
        Layer layer() {
            return new Swish(Swish.QUICK_GELU);
        }
    },
    /** {@code x Φ(x)}, in most other models. */
    GELU {
        @Override
        Layer layer() {
            return new Gelu();
        }
    };

    abstract Layer layer();
}
