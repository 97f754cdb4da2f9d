package io.github.congeal.internal.naming;

import io.github.congeal.internal.checkpoint.TensorInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names that the layers ask for, some of them behind prefixes: those of the program that the model was part of.
 *
 * @param prefix what may stand in front of a name; matched at its beginning
 */
record PrefixedNames(Pattern prefix) implements Naming {
    /** Names behind a prefix that is a regular expression. */
    static PrefixedNames of(String prefix) {
        return new PrefixedNames(Pattern.compile("^(?:" + prefix + ")"));
    }

    @Override
    public Map<String, PublishedTensor> translate(Map<String, TensorInfo> tensors) {
        Map<String, PublishedTensor> result = new LinkedHashMap<>();
        // Of two that are called the same without their prefixes, which are then two views of one tensor, the first.
        tensors.forEach((name, tensor) ->
                result.putIfAbsent(prefix.matcher(name).replaceFirst(""), PublishedTensor.of(tensor)));
        return result;
    }
}
