package io.github.congeal.internal.naming;

import io.github.congeal.internal.checkpoint.TensorInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names that the layers ask for, some of them with a prefix, which comes from the program that saved the model.
 *
 * @param prefix matches the prefix, at the beginning of a name
 */
record PrefixedNames(Pattern prefix) implements Naming {
    /** Names with a prefix. */
    static PrefixedNames of(String prefix) {
        return new PrefixedNames(Pattern.compile("^(?:" + prefix + ")"));
    }

    @Override
    public Map<String, PublishedTensor> translate(Map<String, TensorInfo> tensors) {
        Map<String, PublishedTensor> result = new LinkedHashMap<>();
        // Two names that differ only in their prefixes refer to the same tensor.
        tensors.forEach((name, tensor) ->
                result.putIfAbsent(prefix.matcher(name).replaceFirst(""), PublishedTensor.of(tensor)));
        return result;
    }
}
