package io.github.congeal.internal.guidance;

import io.github.congeal.control.Augmentation.Affine;
import io.github.congeal.control.Augmentation.ColorJitter;
import io.github.congeal.control.Augmentation.Crop;
import io.github.congeal.control.Augmentation.Elastic;
import io.github.congeal.control.Augmentation.Erasing;
import io.github.congeal.control.Augmentation.Flip;
import io.github.congeal.control.Augmentation.Noise;
import io.github.congeal.control.Augmentation.Perspective;
import io.github.congeal.control.Augmentation.ResizedCrop;
import io.github.congeal.control.Augmentation.Rotation;
import io.github.congeal.control.Augmentation.Sharpness;
import io.github.congeal.control.Augmentation.ThinPlateSpline;
import java.util.List;

/** The implementations of the public augmentations. */
final class Augmentations {
    private Augmentations() {}

    /** The implementations; a set of augmentations is replaced by its parts. */
    static List<Augmentation> of(List<io.github.congeal.control.Augmentation> words) {
        return words.stream()
                .flatMap(word -> word.parts().stream())
                .map(Augmentations::of)
                .toList();
    }

    private static Augmentation of(io.github.congeal.control.Augmentation word) {
        if (word instanceof Flip flip) {
            return new RandomFlip(flip.probability());
        }
        if (word instanceof Sharpness blur) {
            return new RandomSharpness(blur.most(), blur.probability());
        }
        if (word instanceof Affine move) {
            return new RandomAffine(
                    move.degrees(),
                    move.right(),
                    move.down(),
                    move.smallest(),
                    move.largest(),
                    move.shear(),
                    move.outside(),
                    move.probability());
        }
        if (word instanceof Rotation rotation) {
            return new RandomRotation(rotation.degrees(), rotation.probability());
        }
        if (word instanceof Perspective tilt) {
            return new RandomPerspective(tilt.distortion(), tilt.outside(), tilt.probability());
        }
        if (word instanceof ResizedCrop crop) {
            return new RandomResizedCrop(
                    crop.leastArea(), crop.mostArea(), crop.leastRatio(), crop.mostRatio(), 1, crop.probability());
        }
        if (word instanceof Crop crop) {
            return new RandomCrop(crop.padding(), crop.outside(), crop.probability());
        }
        if (word instanceof Elastic elastic) {
            return new RandomElastic(elastic.kernel(), elastic.sigma(), elastic.alpha(), elastic.probability());
        }
        if (word instanceof ThinPlateSpline spline) {
            return new RandomSpline(spline.scale(), spline.together(), spline.probability());
        }
        if (word instanceof ColorJitter jitter) {
            return new RandomColorJitter(
                    jitter.brightness(), jitter.contrast(), jitter.saturation(), jitter.hue(), jitter.probability());
        }
        if (word instanceof Erasing erasing) {
            return new RandomErasing(
                    erasing.leastArea(),
                    erasing.mostArea(),
                    erasing.leastRatio(),
                    erasing.mostRatio(),
                    erasing.together(),
                    erasing.probability());
        }
        Noise noise = (Noise) word;
        return new RandomNoise(noise.least(), noise.most(), noise.probability());
    }
}
