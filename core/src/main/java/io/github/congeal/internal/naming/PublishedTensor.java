package io.github.congeal.internal.naming;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.TensorInfo;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The tensors of a file that make up one tensor of a layer.
 *
 * @param parts one tensor, or several of the same shape, which are joined along the first dimension
 * @param layout the layout of each of them
 */
record PublishedTensor(List<TensorInfo> parts, Layout layout) {
    PublishedTensor {
        parts = List.copyOf(parts);
    }

    /** One tensor in torch's layout. */
    static PublishedTensor of(TensorInfo tensor) {
        return of(tensor, Layout.SAME);
    }

    /**
     * One tensor in the given layout. If its shape does not allow this layout, it is taken as it is, and the layer
     * refuses its shape.
     */
    static PublishedTensor of(TensorInfo tensor, Layout layout) {
        return new PublishedTensor(List.of(tensor), layout.fits(tensor.shape()) ? layout : Layout.SAME);
    }

    /** The shape in torch's layout. */
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

    /** Checks that the tensor can be read, without reading its values. */
    void check(Checkpoint checkpoint) {
        parts.forEach(part -> checkpoint.check(part.name()));
    }

    /** Appends the values in torch's layout. */
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
