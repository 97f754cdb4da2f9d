package io.github.congeal.diagnostics;

import io.github.congeal.internal.clip.ClipArchitecture;
import io.github.congeal.internal.clip.ClipArchitecture.Image;
import io.github.congeal.internal.clip.ClipArchitecture.ResNet;
import io.github.congeal.internal.clip.ClipArchitecture.Text;
import io.github.congeal.internal.clip.ClipArchitecture.ViT;
import io.github.congeal.internal.vqgan.CodeChoice;
import io.github.congeal.internal.vqgan.Style;
import io.github.congeal.internal.vqgan.VqganArchitecture;
import io.github.congeal.internal.vqgan.VqganConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sizes of published models, as their configurations have them (taming-transformers, LlamaGen,
 * SEED-Voken, open-muse; CLIP, open_clip).
 */
final class Architectures {
    private static final int CONTEXT = 77;
    private static final int VOCABULARY = 49_408;

    private static final List<Integer> F16 = List.of(128, 128, 256, 256, 512);
    private static final List<Integer> GUMBEL = List.of(128, 128, 256, 512);

    private static final Map<String, VqganArchitecture> VQGANS = new LinkedHashMap<>();
    private static final Map<String, ClipArchitecture> CLIPS = new LinkedHashMap<>();

    static {
        VQGANS.put("imagenet_f16_16384", taming(F16, Set.of(4), 256, 16_384));
        VQGANS.put("imagenet_f16_1024", taming(F16, Set.of(4), 256, 1_024));
        VQGANS.put("coco", taming(F16, Set.of(4), 256, 8_192));
        VQGANS.put("gumbel_f8_8192", vqgan(GUMBEL, 2, Set.of(3), 256, 256, 8_192, CodeChoice.DRAWN));
        VQGANS.put("vq-f8", taming(List.of(128, 256, 256, 512), Set.of(3), 4, 16_384));
        VQGANS.put("vq-f4", taming(List.of(128, 256, 512), Set.of(), 3, 8_192));
        VQGANS.put("llamagen_ds16_c2i", llamaGen(F16));
        VQGANS.put("llamagen_ds16_t2i", llamaGen(F16));
        VQGANS.put("llamagen_ds8_c2i", llamaGen(List.of(128, 256, 256, 512)));
        VQGANS.put("ibq_f16_1024", ibq(1_024));
        VQGANS.put("ibq_f16_16384", ibq(16_384));
        VQGANS.put("maskgit_f16_1024", maskGit());
        CLIPS.put("ViT-B/32", clip(new ViT(224, 32, 768, 12), 512, 512));
        CLIPS.put("ViT-B/16", clip(new ViT(224, 16, 768, 12), 512, 512));
        CLIPS.put("ViT-L/14", clip(new ViT(224, 14, 1_024, 24), 768, 768));
        CLIPS.put("ViT-L/14@336px", clip(new ViT(336, 14, 1_024, 24), 768, 768));
        CLIPS.put("RN50", clip(new ResNet(224, 64, List.of(3, 4, 6, 3)), 512, 1_024));
        CLIPS.put("RN101", clip(new ResNet(224, 64, List.of(3, 4, 23, 3)), 512, 512));
        CLIPS.put("RN50x4", clip(new ResNet(288, 80, List.of(4, 6, 10, 6)), 640, 640));
        CLIPS.put("RN50x16", clip(new ResNet(384, 96, List.of(6, 8, 18, 8)), 768, 768));
        CLIPS.put("RN50x64", clip(new ResNet(448, 128, List.of(3, 15, 36, 10)), 1_024, 1_024));
    }

    private Architectures() {}

    /** Two residual blocks per level, and codes of the latent's dimension. */
    private static VqganArchitecture taming(
            List<Integer> widths, Set<Integer> attentionLevels, int codeWidth, int codes) {
        return vqgan(widths, 2, attentionLevels, codeWidth, codeWidth, codes, CodeChoice.NEAREST);
    }

    private static VqganArchitecture llamaGen(List<Integer> widths) {
        return vqgan(widths, 2, Set.of(widths.size() - 1), 256, 8, 16_384, CodeChoice.DIRECTION);
    }

    private static VqganArchitecture ibq(int codes) {
        return vqgan(F16, 4, Set.of(4), 256, 256, codes, CodeChoice.PRODUCT);
    }

    private static VqganArchitecture vqgan(
            List<Integer> widths,
            int blocks,
            Set<Integer> attentionLevels,
            int latentChannels,
            int codeWidth,
            int codes,
            CodeChoice choice) {
        return new VqganArchitecture(
                widths.get(0),
                widths,
                blocks,
                attentionLevels,
                true,
                latentChannels,
                codeWidth,
                codes,
                choice,
                VqganConfiguration.USUAL_GROUPS,
                Style.TAMING);
    }

    /** The VQGAN of MaskGIT, without attention. */
    private static VqganArchitecture maskGit() {
        return new VqganArchitecture(
                F16.get(0),
                F16,
                2,
                Set.of(),
                false,
                256,
                256,
                1_024,
                CodeChoice.NEAREST,
                VqganConfiguration.USUAL_GROUPS,
                Style.MASKGIT);
    }

    private static ClipArchitecture clip(Image image, int textWidth, int dimension) {
        return new ClipArchitecture(image, new Text(CONTEXT, VOCABULARY, textWidth, 12), dimension);
    }

    /** The VQGAN of this name. */
    static VqganArchitecture vqgan(String name) {
        return named("VQGAN", VQGANS, name);
    }

    /** The CLIP of this name. */
    static ClipArchitecture clip(String name) {
        return named("CLIP", CLIPS, name);
    }

    private static <A> A named(String kind, Map<String, A> known, String name) {
        A found = known.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no %s named '%s' to be measured, only %s"
                    .formatted(kind, name, String.join(", ", known.keySet())));
        }
        return found;
    }
}
