package io.github.congeal.internal.naming;

import io.github.congeal.internal.checkpoint.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a CLIP in Hugging Face's transformers ({@code CLIPModel}): query, key and value have a matrix each, and
 * the two projections are linear layers, whose matrices are the transposes of OpenAI's.
 */
final class HuggingFaceClipNames implements Naming {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("vision_model.embeddings.class_embedding", "visual.class_embedding"),
            Map.entry("vision_model.embeddings.patch_embedding.weight", "visual.conv1.weight"),
            Map.entry("vision_model.embeddings.position_embedding.weight", "visual.positional_embedding"),
            // Misspelt in transformers, and so in every file.
            Map.entry("vision_model.pre_layrnorm.weight", "visual.ln_pre.weight"),
            Map.entry("vision_model.pre_layrnorm.bias", "visual.ln_pre.bias"),
            Map.entry("vision_model.post_layernorm.weight", "visual.ln_post.weight"),
            Map.entry("vision_model.post_layernorm.bias", "visual.ln_post.bias"),
            Map.entry("text_model.embeddings.token_embedding.weight", "token_embedding.weight"),
            Map.entry("text_model.embeddings.position_embedding.weight", "positional_embedding"),
            Map.entry("text_model.final_layer_norm.weight", "ln_final.weight"),
            Map.entry("text_model.final_layer_norm.bias", "ln_final.bias"),
            Map.entry("logit_scale", "logit_scale"));

    private static final Map<String, String> PROJECTIONS =
            Map.of("visual_projection.weight", "visual.proj", "text_projection.weight", "text_projection");

    private static final Map<String, String> TOWERS = Map.of(
            "vision_model.encoder.layers.", "visual.transformer.resblocks.",
            "text_model.encoder.layers.", "transformer.resblocks.");

    private static final Map<String, String> PARTS = Map.of(
            ".layer_norm1.", ".ln_1.",
            ".layer_norm2.", ".ln_2.",
            ".self_attn.out_proj.", ".attn.out_proj.",
            ".mlp.fc1.", ".mlp.c_fc.",
            ".mlp.fc2.", ".mlp.c_proj.");

    private static final String QUERY = ".self_attn.q_proj.";

    @Override
    public Map<String, PublishedTensor> translate(Map<String, TensorInfo> tensors) {
        Map<String, PublishedTensor> result = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (NAMES.containsKey(name)) {
                result.put(NAMES.get(name), PublishedTensor.of(tensor));
            } else if (PROJECTIONS.containsKey(name)) {
                result.put(PROJECTIONS.get(name), PublishedTensor.of(tensor, Layout.TRANSPOSED));
            } else {
                TOWERS.forEach((from, to) -> {
                    if (name.startsWith(from)) {
                        translateBlock(name, to + name.substring(from.length()), tensors, result);
                    }
                });
            }
        });
        return result;
    }

    /**
     * Translates a tensor of a transformer's block.
     *
     * @param name its name
     * @param begun the name with its beginning translated
     */
    private static void translateBlock(
            String name, String begun, Map<String, TensorInfo> tensors, Map<String, PublishedTensor> result) {
        if (name.contains(QUERY)) {
            List<TensorInfo> parts = new ArrayList<>();
            for (String letter : List.of("q", "k", "v")) {
                TensorInfo part = tensors.get(name.replace(QUERY, QUERY.replace("q", letter)));
                if (part != null && part.hasShape(tensors.get(name).shape())) {
                    parts.add(part);
                }
            }
            // If a part is missing, the joined tensor has the wrong shape, and the layer refuses it.
            result.put(begun.replace(QUERY, ".attn.in_proj_"), new PublishedTensor(parts, Layout.SAME));
            return;
        }
        PARTS.forEach((from, to) -> {
            if (name.contains(from)) {
                result.put(begun.replace(from, to), PublishedTensor.of(tensors.get(name)));
            }
        });
    }
}
