package io.github.congeal.internal.naming;

import io.github.congeal.internal.checkpoint.TensorInfo;
import java.util.Map;

/** A scheme of names for a model's tensors. */
interface Naming {
    /**
     * Translates the names of a file's tensors to those that the layers ask for. Tensors that the scheme does not know
     * may be left out.
     *
     * @param tensors the tensors by their names in the file
     */
    Map<String, PublishedTensor> translate(Map<String, TensorInfo> tensors);
}
