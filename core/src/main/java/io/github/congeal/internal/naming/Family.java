package io.github.congeal.internal.naming;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.Checkpoint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of models that pictures are made with, and the schemes of names that each is published under. */
public enum Family {
    /** Decodes the entries of a codebook to pictures, and encodes pictures. */
    VQGAN(
            "VQGAN",
            Set.of("encoder", "decoder", "quantize", "quant_conv", "post_quant_conv"),
            List.of("decoder.conv_in.weight", "encoder.conv_in.weight", "decoder.norm_out.weight"),
            List.of(
                    // These two come before taming's, which they resemble.
                    new LlamaGenNames(),
                    new MaskGitNames(),
                    // taming-transformers and latent-diffusion, also inside the checkpoint of the transformer or
                    // diffusion model whose first stage it is
                    PrefixedNames.of("(?:module\\.|model\\.)?(?:first_stage_model\\.)?"),
                    new FlaxVqganNames())),

    /** Embeds pictures and texts in one space, in which they can be compared. */
    CLIP(
            "CLIP",
            Set.of(
                    "visual",
                    "transformer",
                    "token_embedding",
                    "positional_embedding",
                    "ln_final",
                    "text_projection",
                    "logit_scale"),
            List.of(
                    "visual.conv1.weight",
                    "token_embedding.weight",
                    "positional_embedding",
                    "ln_final.weight",
                    "text_projection"),
            List.of(
                    // OpenAI, open_clip, and those models of open_clip whose text tower is named "text"
                    PrefixedNames.of("(?:module\\.|model\\.)*(?:text\\.)?"),
                    // TinyCLIP as it was trained: each tower in one or two wrappers
                    PrefixedNames.of(
                            "(?:module\\.)?_?(?:image_encoder|text_encoder|logit_scale)(?:_without_ddp)?(?:\\.module)*\\."),
                    new HuggingFaceClipNames())),

    /** Predicts the embedding that a sentence model would give a text. */
    READER(
            "reader",
            Set.of("reader"),
            List.of("reader.tokens", "reader.weights", "reader.places", "reader.out.weight"),
            List.of(PrefixedNames.of(""))),

    /** Draws codes from a prompt and from the drawings of a book. */
    SKETCHER(
            "sketcher",
            Set.of(
                    "code_embedding",
                    "block_map",
                    "neighbour_map",
                    "position_embedding",
                    "style_embedding",
                    "arrangement_embedding",
                    "meaning_map",
                    "word_map",
                    "key_map",
                    "blocks",
                    "norm_out",
                    "code_map",
                    "code_table",
                    "code_bias",
                    "copy_gate"),
            List.of("code_embedding", "neighbour_map.weight", "blocks.0.qkv.weight", "code_table", "copy_gate.weight"),
            List.of(PrefixedNames.of("")));

    /** A message lists this many names of each kind; the rest are counted. */
    private static final int LISTED = 10;

    /** The prefix of open_clip's names for an image tower from the library timm. */
    private static final String TIMM_TOWER = "visual.trunk.";

    private final String title;
    private final Set<String> roots;
    private final List<String> landmarks;
    private final List<Naming> namings;

    /**
     * A family.
     *
     * @param title its name in messages
     * @param roots the first components of its tensors' names; other tensors, such as those of a loss, are ignored
     * @param landmarks the names of tensors that every model of the family has, and hardly any other model
     * @param namings the schemes of names; of those that find equally many landmarks, the first is used
     */
    Family(String title, Set<String> roots, List<String> landmarks, List<Naming> namings) {
        this.title = title;
        this.roots = roots;
        this.landmarks = landmarks;
        this.namings = namings;
    }

    /**
     * Finds this family's tensors in a file.
     *
     * @throws CheckpointException if a landmark is missing, or the image tower is timm's; it lists the tensors that
     *     there are
     */
    public NamedWeights in(Checkpoint checkpoint) {
        Map<String, PublishedTensor> tensors = find(checkpoint).orElseThrow(() -> refusal(checkpoint));
        List<String> missing =
                landmarks.stream().filter(name -> !tensors.containsKey(name)).toList();
        if (tensors.keySet().stream().anyMatch(name -> name.startsWith(TIMM_TOWER))) {
            throw new CheckpointException(
                    checkpoint.source(), "this CLIP's image tower is one of timm's, but only CLIP's own are supported");
        }
        if (!missing.isEmpty()) {
            throw new CheckpointException(
                    checkpoint.source(),
                    "this is only a part of a %s: missing are %s; there are %s"
                            .formatted(title, list(missing), list(tensors.keySet())));
        }
        return new NamedWeights(checkpoint, tensors);
    }

    /** The tensors as the scheme that finds the most landmarks names them; empty if no scheme finds any. */
    private Optional<Map<String, PublishedTensor>> find(Checkpoint checkpoint) {
        Map<String, PublishedTensor> best = Map.of();
        long most = 0;
        for (Naming naming : namings) {
            Map<String, PublishedTensor> found = ownOf(naming.translate(checkpoint.tensors()));
            long count = landmarks.stream().filter(found::containsKey).count();
            if (count > most) {
                most = count;
                best = found;
            }
        }
        return most == 0 ? Optional.empty() : Optional.of(best);
    }

    private Map<String, PublishedTensor> ownOf(Map<String, PublishedTensor> tensors) {
        Map<String, PublishedTensor> own = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            int dot = name.indexOf('.');
            if (roots.contains(dot < 0 ? name : name.substring(0, dot))) {
                own.put(name, tensor);
            }
        });
        return own;
    }

    private CheckpointException refusal(Checkpoint checkpoint) {
        for (Family other : values()) {
            if (other != this && other.find(checkpoint).isPresent()) {
                return new CheckpointException(
                        checkpoint.source(),
                        "this looks like a %s, where a %s is needed: were the two files swapped?"
                                .formatted(other.title, title));
            }
        }
        return new CheckpointException(
                checkpoint.source(),
                "this is no %s: missing are %s; there are %s"
                        .formatted(
                                title,
                                list(landmarks),
                                list(checkpoint.tensors().keySet())));
    }

    private static String list(Collection<String> names) {
        if (names.isEmpty()) {
            return "no tensors at all";
        }
        String listed = String.join(", ", names.stream().limit(LISTED).toList());
        return names.size() > LISTED ? "%s and %s more".formatted(listed, names.size() - LISTED) : listed;
    }
}
