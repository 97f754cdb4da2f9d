package io.github.congeal.internal.naming;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.TensorInfo;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Where a tensor that a layer asks for is in a file: one tensor, or several below each other.
 *
 * @param parts the file's tensors; if several, all of one shape, joined along the first dimension
 * @param layout how each of them lies
 */
record PublishedTensor(List<TensorInfo> parts, Layout layout) {
    PublishedTensor {
        parts = List.copyOf(parts);
    }

    /** One tensor just as it is. */
    static PublishedTensor of(TensorInfo tensor) {
        return of(tensor, Layout.SAME);
    }

    /** One tensor that lies in its own way; if its shape does not allow that, as it is, to be refused for its shape. */
    static PublishedTensor of(TensorInfo tensor, Layout layout) {
        return new PublishedTensor(List.of(tensor), layout.fits(tensor.shape()) ? layout : Layout.SAME);
    }

    /** The shape, as a layer expects it. */
    long[] shape() {
        long[] shape = layout.shape(parts.get(0).shape());
        if (parts.size() > 1) {
            shape[0] *= parts.size();
        }
        return shape;
    }

    /** The number of elements. */
    long elementCount() {
        return parts.stream().mapToLong(TensorInfo::elementCount).sum();
    }

    /** Makes sure that it can be read. */
    void check(Checkpoint checkpoint) {
        parts.forEach(part -> checkpoint.check(part.name()));
    }

    /** Appends the values, in the order that a layer expects. */
    void read(Checkpoint checkpoint, FloatBuffer target) {
        for (TensorInfo part : parts) {
            if (layout == Layout.SAME || layout == Layout.PADDED_VECTOR) {
                checkpoint.read(part.name(), target);
            } else {
                target.put(layout.arrange(checkpoint.read(part.name()), part.shape()));
            }
        }
    }
}
