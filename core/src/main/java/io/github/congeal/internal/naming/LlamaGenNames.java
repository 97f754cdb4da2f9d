package io.github.congeal.internal.naming;

import io.github.congeal.internal.checkpoint.TensorInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of LlamaGen's VQ: a level is called {@code conv_blocks}, and the decoder's levels are numbered in the order
 * of the forward pass, the reverse of taming's. Its codes are compared by direction: the codebook is therefore named
 * {@code quantize.directions}.
 */
final class LlamaGenNames implements Naming {
    private static final Pattern LEVEL =
            Pattern.compile("(?:module\\.)?(encoder|decoder)\\.conv_blocks\\.(\\d{1,3})\\.(.*)");
    private static final Pattern MIDDLE = Pattern.compile("(?:module\\.)?(encoder|decoder)\\.mid\\.([0-2])\\.(.*)");
    private static final String[] MIDDLES = {"block_1", "attn_1", "block_2"};
    private static final PrefixedNames REST = PrefixedNames.of("(?:module\\.)?");

    @Override
    public Map<String, PublishedTensor> translate(Map<String, TensorInfo> tensors) {
        int levels = tensors.keySet().stream()
                .map(LEVEL::matcher)
                .filter(level -> level.matches() && level.group(1).equals("decoder"))
                .mapToInt(level -> Integer.parseInt(level.group(2)) + 1)
                .max()
                .orElse(0);
        Map<String, PublishedTensor> result = new LinkedHashMap<>();
        if (levels > 0) {
            REST.translate(tensors).forEach((name, tensor) -> result.put(translate(name, levels), tensor));
        }
        return result;
    }

    private static String translate(String name, int levels) {
        Matcher level = LEVEL.matcher(name);
        if (level.matches()) {
            int number = Integer.parseInt(level.group(2));
            String place =
                    level.group(1).equals("encoder") ? "encoder.down." + number : "decoder.up." + (levels - 1 - number);
            return place + "." + level.group(3).replaceFirst("^res\\.", "block.");
        }
        Matcher middle = MIDDLE.matcher(name);
        if (middle.matches()) {
            return "%s.mid.%s.%s"
                    .formatted(middle.group(1), MIDDLES[Integer.parseInt(middle.group(2))], middle.group(3));
        }
        return name.equals("quantize.embedding.weight") ? "quantize.directions.weight" : name;
    }
}
