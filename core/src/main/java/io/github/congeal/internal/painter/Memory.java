package io.github.congeal.internal.painter;

import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.UnitVector;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** What the painter knows of things: attention of a meaning to learned keys brings a mixture of their values. */
final class Memory {
    private final Device device;
    private final Mapping toQuery;
    private final Tensor keys;
    private final Tensor values;
    private final float sharpness;

    /** A memory from torch's weights. */
    Memory(Weights weights, PainterArchitecture.Recall sizes, int meaning) {
        this.device = weights.device();
        this.toQuery = new Linear(weights.at("query"), meaning, meaning)::forward;
        this.keys = table(weights, "keys", sizes.slots(), meaning);
        this.values = table(weights, "values", sizes.slots(), sizes.width());
        this.sharpness = weights.read("sharpness")[0];
    }

    private static Tensor table(Weights weights, String name, long... shape) {
        return weights.keep(name, shape, shape);
    }

    /** What there is to know about a meaning. */
    float[] recall(float[] meaning) {
        float[] query = UnitVector.along(toQuery.apply(device, meaning, 1, meaning.length));
        Mapping attention = this::attend;
        return attention.apply(device, query, 1, query.length);
    }

    private Tensor attend(Tensor query, Tape tape) {
        try (query;
                Tensor attention = tape.take(1, keys.dimension(0))) {
            tape.kernels().multiply(query, false, keys, true, attention);
            tape.kernels().scale(attention, sharpness);
            tape.kernels().softmax(attention, attention);
            Tensor recalled = tape.take(1, values.dimension(1));
            tape.kernels().multiply(attention, false, values, false, recalled);
            return recalled;
        }
    }
}
