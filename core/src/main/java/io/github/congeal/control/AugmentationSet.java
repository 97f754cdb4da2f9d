package io.github.congeal.control;

import java.util.List;

/** Sets of augmentations that belong together, named after their origin. */
public sealed interface AugmentationSet extends Augmentation {
    /** No augmentations. */
    AugmentationSet NONE = new None();

    /** The Spanish notebook's augmentations: weak changes, and noise. */
    AugmentationSet SPANISH = new Spanish();

    /** Those of {@link #SPANISH} in the order of nerdyrodent's {@code updated}, with tints first. */
    AugmentationSet UPDATED = new Updated();

    /**
     * Those of nerdyrodent's {@code latest}: affine changes with a shear, strong tilts and tints, one black rectangle
     * for all cutouts of a step, and noise.
     */
    AugmentationSet NERDYRODENT = new Nerdyrodent();

    /** Those of nerdyrodent's {@code nrupdated}: as {@link #NERDYRODENT}, with larger rotations and weaker tilts. */
    AugmentationSet NR_UPDATED = new NrUpdated();

    /**
     * Those of nerdyrodent's {@code updatedpooling}: as {@link #NERDYRODENT}, but affine changes repeat the edge, and
     * there are tints alone.
     */
    AugmentationSet UPDATED_POOLING = new UpdatedPooling();

    /** Those of pixray for the cutouts that zoom in: tilts, enlarged parts, strong tints, noise. */
    AugmentationSet PIXRAY_ZOOM = new PixrayZoom();

    /** Those of pixray for its other cutouts: the whole picture in a grey frame, weak tilts, strong tints, noise. */
    AugmentationSet PIXRAY_WIDE = new PixrayWide();

    /** Those of pytti: weak changes, a separate black rectangle in most cutouts, and noise. */
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
