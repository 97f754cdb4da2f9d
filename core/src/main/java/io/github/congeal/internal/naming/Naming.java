package io.github.congeal.internal.naming;

import io.github.congeal.internal.checkpoint.TensorInfo;
import java.util.Map;

/** A scheme of names for a model's tensors. */
interface Naming {
    /**
     * What the scheme makes of a file's tensors: those that it understands, under the names that the layers ask for.
     *
     * @param tensors by their names in the file
     */
    Map<String, PublishedTensor> translate(Map<String, TensorInfo> tensors);
}
