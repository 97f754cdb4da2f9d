package io.github.congeal.internal.naming;

import io.github.congeal.internal.checkpoint.TensorInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The names of MaskGIT's VQGAN in open-muse and TiTok: the blocks of the middle are numbered. */
final class MaskGitNames implements Naming {
    private static final Pattern OF_MASKGIT = Pattern.compile("decoder\\.up\\.\\d+\\.upsample_conv\\.weight");
    private static final Pattern FIRST = Pattern.compile("\\.mid\\.0\\.");
    private static final Pattern SECOND = Pattern.compile("\\.mid\\.1\\.");

    @Override
    public Map<String, PublishedTensor> translate(Map<String, TensorInfo> tensors) {
        Map<String, PublishedTensor> result = new LinkedHashMap<>();
        if (tensors.keySet().stream().anyMatch(OF_MASKGIT.asMatchPredicate())) {
            tensors.forEach((name, tensor) -> result.put(translate(name), PublishedTensor.of(tensor)));
        }
        return result;
    }

    private static String translate(String name) {
        String first = FIRST.matcher(name).replaceFirst(".mid.block_1.");
        return SECOND.matcher(first).replaceFirst(".mid.block_2.").replace(".upsample_conv.", ".upsample.conv.");
    }
}
