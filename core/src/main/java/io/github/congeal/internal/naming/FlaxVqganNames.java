package io.github.congeal.internal.naming;

import io.github.congeal.internal.checkpoint.TensorInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of a VQGAN in vqgan-jax, as its {@code convert_pt_model_to_jax.py} made them from taming's: levels and
 * blocks are numbered with an underscore, kernels have their channels last, gains are called scales.
 */
final class FlaxVqganNames implements Naming {
    /** A numbered level. The {@code block_1} and {@code attn_1} of the middle have the same names in taming. */
    private static final Pattern NUMBERED = Pattern.compile("(?<=\\.)(down|up)_(\\d+)\\.(?:(block|attn)_(\\d+)\\.)?");

    private static final String KERNEL = ".kernel";
    private static final String SCALE = ".scale";
    private static final String EMBEDDING = ".embedding.embedding";

    @Override
    public Map<String, PublishedTensor> translate(Map<String, TensorInfo> tensors) {
        Map<String, PublishedTensor> result = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            String numbered = NUMBERED.matcher(name)
                    .replaceAll(match -> match.group(1) + "." + match.group(2) + "."
                            + (match.group(3) == null ? "" : match.group(3) + "." + match.group(4) + "."));
            if (name.endsWith(KERNEL)) {
                result.put(as(numbered, KERNEL, ".weight"), PublishedTensor.of(tensor, Layout.CHANNELS_LAST));
            } else if (name.endsWith(SCALE)) {
                result.put(as(numbered, SCALE, ".weight"), PublishedTensor.of(tensor, Layout.PADDED_VECTOR));
            } else if (name.endsWith(EMBEDDING)) {
                result.put(as(numbered, EMBEDDING, ".embedding.weight"), PublishedTensor.of(tensor));
            } else if (name.endsWith(".bias")) {
                result.put(numbered, PublishedTensor.of(tensor, Layout.PADDED_VECTOR));
            }
        });
        return result;
    }

    private static String as(String name, String ending, String other) {
        return name.substring(0, name.length() - ending.length()) + other;
    }
}
