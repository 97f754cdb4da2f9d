package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Weights;

/** From pictures {@code [N, R, R, 3]} with values of 0 to 1 to embeddings {@code [N, dimension]}. */
interface ImageTower extends Layer {
    /** The tower that an architecture describes, under the names of {@code visual}. */
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
