package io.github.congeal.control;

import java.util.List;

/** Augmentations that belong together, by the name of what they are known from. */
public sealed interface AugmentationSet extends Augmentation {
    /** Nothing is done to the cutouts. */
    AugmentationSet NONE = new None();

    /** What the Spanish notebook does: weak changes, and noise. */
    AugmentationSet SPANISH = new Spanish();

    /** The same in the order of nerdyrodent's {@code updated}, with tints first. */
    AugmentationSet UPDATED = new Updated();

    /**
     * What nerdyrodent's {@code latest} does: moves with a shear, strong tilts and tints, one black rectangle for all cutouts of
     * a step, and noise.
     */
    AugmentationSet NERDYRODENT = new Nerdyrodent();

    /** What nerdyrodent's {@code nrupdated} does: the same with larger rotations and weaker tilts. */
    AugmentationSet NR_UPDATED = new NrUpdated();

    /** What nerdyrodent's {@code updatedpooling} does: the same with moves that repeat the edge, and tints alone. */
    AugmentationSet UPDATED_POOLING = new UpdatedPooling();

    /** What pixray does to the cutouts that zoom in: tilts, enlarged parts, strong tints, noise. */
    AugmentationSet PIXRAY_ZOOM = new PixrayZoom();

    /** What pixray does to the others: all of it in a grey frame, weak tilts, strong tints, noise. */
    AugmentationSet PIXRAY_WIDE = new PixrayWide();

    /** What pytti does: weak changes, a black rectangle of its own in most cutouts, and noise. */
    AugmentationSet PYTTI = new Pytti();

    /** See {@link #NONE}. */
    record None() implements AugmentationSet {
        @Override
        public List<Augmentation> parts() {
            return List.of();
        }
    }

    /** See {@link #SPANISH}. */
    record Spanish() implements AugmentationSet {
        @Override
        public List<Augmentation> parts() {
            return List.of(
                    new Flip(0.5),
                    new Sharpness(0.3, 0.4),
                    new Affine(30, 0, 0.1, 1, 1, 0, Outside.EDGE, 0.8),
                    new Perspective(0.2, Outside.BLACK, 0.4),
                    new ColorJitter(0, 0, 0.01, 0.01, 0.7),
                    new Noise(0, 0.1, 1));
        }
    }

    /** See {@link #UPDATED}. */
    record Updated() implements AugmentationSet {
        @Override
        public List<Augmentation> parts() {
            return List.of(
                    new Flip(0.5),
                    new ColorJitter(0, 0, 0.01, 0.01, 0.7),
                    new Sharpness(0.3, 0.4),
                    new Affine(30, 0, 0.1, 1, 1, 0, Outside.EDGE, 0.8),
                    new Perspective(0.2, Outside.BLACK, 0.4),
                    new Noise(0, 0.1, 1));
        }
    }

    /** See {@link #NERDYRODENT}. */
    record Nerdyrodent() implements AugmentationSet {
        @Override
        public List<Augmentation> parts() {
            return List.of(
                    new Affine(15, 0, 0.1, 1, 1, 5, Outside.BLACK, 0.7),
                    new Perspective(0.7, Outside.BLACK, 0.7),
                    new ColorJitter(0.1, 0.1, 0.1, 0.1, 0.7),
                    new Erasing(0.1, 0.4, 0.3, 1 / 0.3, true, 0.7),
                    new Noise(0, 0.1, 1));
        }
    }

    /** See {@link #NR_UPDATED}. */
    record NrUpdated() implements AugmentationSet {
        @Override
        public List<Augmentation> parts() {
            return List.of(
                    new Affine(30, 0, 0.1, 1, 1, 5, Outside.BLACK, 0.7),
                    new Perspective(0.5, Outside.BLACK, 0.7),
                    new ColorJitter(0.1, 0.1, 0.1, 0.1, 0.7),
                    new Erasing(0.1, 0.4, 0.3, 1 / 0.3, true, 0.7),
                    new Noise(0, 0.1, 1));
        }
    }

    /** See {@link #UPDATED_POOLING}. */
    record UpdatedPooling() implements AugmentationSet {
        @Override
        public List<Augmentation> parts() {
            return List.of(
                    new Affine(15, 0, 0.1, 1, 1, 0, Outside.EDGE, 0.7),
                    new Perspective(0.7, Outside.BLACK, 0.7),
                    new ColorJitter(0, 0, 0.1, 0.1, 0.7),
                    new Erasing(0.1, 0.4, 0.3, 1 / 0.3, true, 0.7),
                    new Noise(0, 0.1, 1));
        }
    }

    /** See {@link #PIXRAY_ZOOM}. */
    record PixrayZoom() implements AugmentationSet {
        @Override
        public List<Augmentation> parts() {
            return List.of(
                    new Perspective(0.4, Outside.REFLECTION, 0.7),
                    new ResizedCrop(0.25, 0.95, 0.85, 1.2, 1),
                    new ColorJitter(0, 0, 0.1, 0.1, 0.8),
                    new Noise(0, 0.1, 1));
        }
    }

    /** See {@link #PIXRAY_WIDE}. */
    record PixrayWide() implements AugmentationSet {
        @Override
        public List<Augmentation> parts() {
            return List.of(
                    new Affine(0, 0.025, 0.025, 0.95, 0.95, 0, Outside.GREY, 1),
                    new Perspective(0.2, Outside.GREY, 0.7),
                    new ColorJitter(0, 0, 0.1, 0.1, 0.8),
                    new Noise(0, 0.1, 1));
        }
    }

    /** See {@link #PYTTI}. */
    record Pytti() implements AugmentationSet {
        @Override
        public List<Augmentation> parts() {
            return List.of(
                    new Flip(0.3),
                    new Affine(30, 0, 0.1, 1, 1, 0, Outside.EDGE, 0.8),
                    new Perspective(0.2, Outside.BLACK, 0.4),
                    new ColorJitter(0, 0, 0.01, 0.01, 0.7),
                    new Erasing(0.1, 0.4, 0.3, 1 / 0.3, false, 0.7),
                    new Noise(0, 0.1, 1));
        }
    }
}
