package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Weights;

/** CLIP's image tower: pictures {@code [N, R, R, 3]}, 0..1, to embeddings {@code [N, dimension]}. */
interface ImageTower extends Layer {
    /** The tower of an architecture, from the weights under {@code visual}. */
    static ImageTower of(Weights visual, ClipArchitecture architecture) {
        if (architecture.image() instanceof ClipArchitecture.ResNet resNet) {
            return new ModifiedResNet(
                    visual,
                    resNet,
                    architecture.dimension(),
                    architecture.configuration().statistics());
        }
        return new VisionTransformer(visual, (ClipArchitecture.ViT) architecture.image(), architecture);
    }
}
