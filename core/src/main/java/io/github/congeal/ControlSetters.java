package io.github.congeal;

import io.github.congeal.control.Augmentation;
import io.github.congeal.control.AugmentationSet;
import io.github.congeal.control.Canvas;
import io.github.congeal.control.Change;
import io.github.congeal.control.CoarseToFine;
import io.github.congeal.control.Control;
import io.github.congeal.control.CutoutMethod;
import io.github.congeal.control.Dither;
import io.github.congeal.control.Fit;
import io.github.congeal.control.GradientClip;
import io.github.congeal.control.Mask;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Motion;
import io.github.congeal.control.MseRegularization;
import io.github.congeal.control.NoisePrompt;
import io.github.congeal.control.Optimizer;
import io.github.congeal.control.Palette;
import io.github.congeal.control.Plateau;
import io.github.congeal.control.Precision;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Regularizer;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Start;
import io.github.congeal.control.Stop;
import io.github.congeal.control.Story;
import io.github.congeal.control.Target;
import io.github.congeal.control.TiledDecoding;
import io.github.congeal.control.Tiling;
import io.github.congeal.control.Transparency;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** The methods of {@link Generation.Builder} that set one control each. */
abstract sealed class ControlSetters permits Generation.Builder {
    /** Sets a control. */
    public abstract <T> Generation.Builder set(Control<T> control, T value);

    /**
     * Adds a prompt of weight 1. The text is taken as it is; {@link Prompt#parse} reads several with their weights.
     *
     * @throws IllegalArgumentException if it is null or blank
     */
    public Generation.Builder prompt(String text) {
        return prompt(Prompt.of(text));
    }

    /** Adds a prompt. */
    public Generation.Builder prompt(Prompt prompt) {
        return prompts(Collections.singletonList(prompt));
    }

    /** Adds prompts. */
    public Generation.Builder prompts(List<Prompt> several) {
        return set(Control.PROMPTS, several);
    }

    /**
     * Adds what the picture should not show: a prompt of weight -0.5. The text is taken as it is.
     *
     * @throws IllegalArgumentException if it is null or blank
     */
    public Generation.Builder avoid(String text) {
        return prompt(Prompt.avoiding(text));
    }

    /** As {@link #avoid}, under the name that other programs have for it. */
    public Generation.Builder negativePrompt(String text) {
        return avoid(text);
    }

    /** Sets prompts that take over from one another in the course of the run. */
    public Generation.Builder story(Story story) {
        return set(Control.STORY, story);
    }

    /**
     * Sets prompts that take over from one another and share the run evenly, each in the notation of {@link
     * Prompt#parse}.
     *
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    public Generation.Builder story(String... chapters) {
        return story(Story.of(chapters));
    }

    /**
     * Sets in which part of each chapter of a story it takes over from the one before it; 0 by default, which is at once.
     *
     * @param part 0 to 1; pytti-core's interpolation_steps are this part times the steps of a chapter
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public Generation.Builder storyBlend(double part) {
        return set(Control.STORY_BLEND, part);
    }

    /**
     * Adds a random direction that the picture should come near.
     *
     * @param seed what it follows from
     * @param weight how much it counts beside the prompts, such as 0.1
     */
    public Generation.Builder noisePrompt(long seed, double weight) {
        return set(Control.NOISE_PROMPTS, List.of(new NoisePrompt(seed, Schedule.constant(weight))));
    }

    /** Adds a picture that the result should become like, with weight 1. */
    public Generation.Builder target(Path image) {
        return target(image, 1);
    }

    /**
     * Adds a picture that the result should become like.
     *
     * @param weight how much it counts beside the others; negative to become unlike it; from -1e9 to 1e9
     * @throws IllegalArgumentException if there is no picture in the file, or the weight is out of range
     */
    public Generation.Builder target(Path image, double weight) {
        return set(Control.TARGETS, List.of(new Target(Pictures.source(Control.TARGETS, image), weight)));
    }

    /** Adds a picture that the result should become like; {@link #target(Path, double)} says the rest. */
    public Generation.Builder target(BufferedImage image, double weight) {
        return set(Control.TARGETS, List.of(new Target(Pictures.source(Control.TARGETS, image), weight)));
    }

    /** Adds a picture that the result should become like. */
    public Generation.Builder target(Target target) {
        return set(Control.TARGETS, Collections.singletonList(target));
    }

    /**
     * Sets the picture to begin with. Where it has another size, it is stretched, or whatever {@link #initialFit} says.
     *
     * @throws IllegalArgumentException if there is no picture in the file
     */
    public Generation.Builder initialImage(Path image) {
        return set(Control.INITIAL_IMAGE, Pictures.source(Control.INITIAL_IMAGE, image));
    }

    /** Sets the picture to begin with, as {@link #initialImage(Path)} does. Transparent parts become white. */
    public Generation.Builder initialImage(BufferedImage image) {
        return set(Control.INITIAL_IMAGE, Pictures.source(Control.INITIAL_IMAGE, image));
    }

    /** Sets how the initial picture is brought into the frame; {@link Fit#STRETCH} by default. */
    public Generation.Builder initialFit(Fit fit) {
        return set(Control.INITIAL_FIT, fit);
    }

    /**
     * Adds noise to the initial picture before it is encoded: {@code use_noise} of the MSE-regularised notebook (jbustter,
     * {@code VQGAN+CLIP_(MSE regularized z+quantize_method).ipynb}). The more there is, the freer is what is made of the
     * picture: 0.1 leaves it what it is, with 0.5 large shapes are left, with 1 hardly more than its colours.
     *
     * @param deviation the standard deviation, at least 0, of what is added to each value of 0 to 1; 0 by default
     * @throws IllegalArgumentException if it is negative
     */
    public Generation.Builder initialNoise(double deviation) {
        return set(Control.INITIAL_NOISE, deviation);
    }

    /**
     * Holds the latent near the one it began with: adds {@code mse(z, z0) * weight / 2} to the loss, as {@code init_weight}
     * does in Katherine Crowson's notebook (z+quantize method; nerdyrodent's VQGAN-CLIP holds it near 0 instead, which is a
     * known fault). What the initial picture shows is kept, more with a larger weight; with a weight that falls, in the
     * beginning only.
     *
     * @throws IllegalArgumentException if a weight is not from 0 to 1e6
     */
    public Generation.Builder initWeight(Schedule weight) {
        return set(Control.INIT_WEIGHT, weight);
    }

    /**
     * As {@link #initWeight}, for the picture itself: adds {@code mse(x, x0) * weight / 2} to the loss, with values of 0
     * to 1. Colours and large shapes are kept, more than codes.
     *
     * @throws IllegalArgumentException if a weight is not from 0 to 1e6
     */
    public Generation.Builder initPictureWeight(Schedule weight) {
        return set(Control.INIT_PICTURE_WEIGHT, weight);
    }

    /** Sets the MSE-regularised method; see there. */
    public Generation.Builder mseRegularization(MseRegularization method) {
        return set(Control.MSE_REGULARIZATION, method);
    }

    /**
     * Sets where to paint: everywhere else the initial picture stays exactly as it is, in every frame, and the prompts are
     * compared with the whole. With {@link Mask#BORDER} and {@link Fit.Place} the picture is painted further than its
     * edges.
     */
    public Generation.Builder mask(Mask where) {
        return set(Control.MASK, where);
    }

    /**
     * Sets where to paint, by a picture that is white there and black elsewhere; {@link Mask.Picture} says more.
     *
     * @throws IllegalArgumentException if there is no picture in the file
     */
    public Generation.Builder mask(Path picture) {
        return set(Control.MASK, new Mask.Picture(Pictures.source(Control.MASK, picture)));
    }

    /** Sets where to paint, by a picture that is white there and black elsewhere. */
    public Generation.Builder mask(BufferedImage picture) {
        return set(Control.MASK, new Mask.Picture(Pictures.source(Control.MASK, picture)));
    }

    /** Sets whether to paint everywhere but in the mask. */
    public Generation.Builder maskInverted(boolean whether) {
        return set(Control.MASK_INVERTED, whether);
    }

    /**
     * Sets over how many pixels what is painted comes in, from the mask's edge inwards; 8 by default, 0 for a hard edge.
     *
     * @throws IllegalArgumentException if it is not a number from 0 to 1e6
     */
    public Generation.Builder maskFeather(double pixels) {
        return set(Control.MASK_FEATHER, pixels);
    }

    /** Sets what is optimised; the VQGAN's latent by default. */
    public Generation.Builder canvas(Canvas canvas) {
        return set(Control.CANVAS, canvas);
    }

    /** Sets what to begin with if there is no initial image. The default is what suits the model. */
    public Generation.Builder start(Start start) {
        return set(Control.START, start);
    }

    /** Adds something that the picture is judged by beside prompts and targets. */
    public Generation.Builder regularizer(Regularizer regularizer) {
        return set(Control.REGULARIZERS, Collections.singletonList(regularizer));
    }

    /**
     * Sets the size in pixels, which is rounded down to whole blocks of the model (8 or 16 pixels). The default is
     * the model's.
     *
     * @throws IllegalArgumentException if one of them is below 1
     */
    public Generation.Builder size(int width, int height) {
        return set(Control.SIZE, new Size(width, height));
    }

    /**
     * Sets where copies of the picture fit together without a seam; nowhere by default. A tile of the bundled model begins
     * with clouds instead of a sketch, unless a start is set.
     */
    public Generation.Builder tiling(Tiling tiling) {
        return set(Control.TILING, tiling);
    }

    /**
     * Has the picture painted of cells, each of one colour, instead of by the VQGAN: pixel art. The size is rounded down to
     * whole cells.
     *
     * @throws IllegalArgumentException if one of them is below 1
     */
    public Generation.Builder pixels(int columns, int rows) {
        return set(Control.PIXELS, new Size(columns, rows));
    }

    /**
     * Sets the colours that the picture may have. Cells choose among them while they are painted; any other picture is
     * brought to them in each frame.
     *
     * @throws IllegalArgumentException if it is a file without colours
     */
    public Generation.Builder palette(Palette palette) {
        return set(Control.PALETTE, palette);
    }

    /** Sets how pixels between the palette's colours are made of several of them; not at all by default. */
    public Generation.Builder dither(Dither dither) {
        return set(Control.DITHER, dither);
    }

    /** Sets what of the picture is transparent in a PNG and in {@link Frame#sprite()}; nothing by default. */
    public Generation.Builder transparent(Transparency transparency) {
        return set(Control.TRANSPARENT, transparency);
    }

    /**
     * Sets how many steps are taken. The default is the model's.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Generation.Builder iterations(int count) {
        return set(Control.ITERATIONS, count);
    }

    /**
     * Adds a condition that ends the run before all its steps are taken, such as {@link Stop#congealed()}. The last frame
     * tells which one did.
     */
    public Generation.Builder stop(Stop stop) {
        return set(Control.STOPS, Collections.singletonList(stop));
    }

    /**
     * Adds other settings for the rest of the run from a step on, such as another prompt.
     *
     * @param step how many steps are taken before
     * @param settings the values that change
     * @throws IllegalArgumentException if one of them cannot change in mid-run
     */
    public Generation.Builder change(int step, Settings settings) {
        return set(Control.CHANGES, List.of(new Change(step, settings)));
    }

    /**
     * Sets how the camera moves from one film frame to the next, such as {@code Motion.zoom(1.01).turn(2).every(10)}. The
     * frames are then the film frames, so {@link #iterations} is their number times the steps of each: 300 film frames of 10
     * steps take {@code iterations(3000)}.
     */
    public Generation.Builder motion(Motion motion) {
        return set(Control.MOTION, motion);
    }

    /**
     * Sets how many steps lie between two frames; 1 by default, and with {@link #motion} the steps of a film frame.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Generation.Builder every(int steps) {
        return set(Control.EVERY, steps);
    }

    /** Sets the seed. Without one it is drawn; {@link Generation#seed()} tells which. */
    public Generation.Builder seed(long number) {
        return set(Control.SEED, number);
    }

    /**
     * Sets the optimiser's step size. The default is the model's.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public Generation.Builder stepSize(double size) {
        return stepSize(Schedule.constant(size));
    }

    /**
     * Sets the optimiser's step size, which may change in the course of the run. The default is the model's.
     *
     * @throws IllegalArgumentException if it is not always a finite number above 0
     */
    public Generation.Builder stepSize(Schedule size) {
        return set(Control.STEP_SIZE, size);
    }

    /**
     * Sets how the latent is moved against the gradient, such as {@code Optimizer.adamW().weightDecay(0.01)}; {@link
     * Optimizer#adam()} by default. Others go farther or less far with the same {@linkplain #stepSize step size}.
     */
    public Generation.Builder optimizer(Optimizer optimizer) {
        return set(Control.OPTIMIZER, optimizer);
    }

    /**
     * Sets when the step size is reduced because the loss no longer falls, such as {@code Plateau.USUAL.patience(20)}. By
     * default it never is.
     */
    public Generation.Builder reduceOnPlateau(Plateau plateau) {
        return set(Control.REDUCE_ON_PLATEAU, plateau);
    }

    /** Sets how large a gradient may be, such as {@code GradientClip.norm(1)}. By default it may be of any size. */
    public Generation.Builder gradientClip(GradientClip clip) {
        return set(Control.GRADIENT_CLIP, clip);
    }

    /**
     * Sets whether the latent is kept within the range of the codebook, as it is by default. Without that, numbers that have
     * run away stop changing the picture, which sticks to what it has become; the notebooks with a penalty on the latent's
     * size do without.
     */
    public Generation.Builder clampLatent(boolean whether) {
        return set(Control.CLAMP_LATENT, whether);
    }

    /**
     * Shows the exponential moving average (EMA) of the latents so far in place of the latent: the picture is steadier, with
     * less grit, and lags behind. The losses are still those of the latent itself. Each frame takes the time of one more pass
     * through the decoder.
     *
     * @param kept which part of the average is kept at each step, from 0 up to but not including 1: 0.99 for runs of
     *     hundreds of steps, 0.8 for a few dozen
     * @throws IllegalArgumentException if it is out of range
     */
    public Generation.Builder ema(double kept) {
        return set(Control.EMA, kept);
    }

    /**
     * Sets how many cutouts CLIP looks at in each step: more are slower and steadier. The default is the model's.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Generation.Builder cutouts(int count) {
        return set(Control.CUTOUTS, count);
    }

    /**
     * Sets which part of the cutouts CLIP looks at in each step, which may change in the course of the run: {@code
     * cutouts(64).cutoutShare(Schedule.parse("0: 0.25 | 50%: 1"))} begins with 16 of them. Memory is planned for the most
     * that there are; a target image is looked at through as many as {@link #cutouts} says. The default is 1: all of them.
     *
     * @throws IllegalArgumentException if it is not always above 0 and at most 1
     */
    public Generation.Builder cutoutShare(Schedule share) {
        return set(Control.CUTOUT_SHARE, share);
    }

    /**
     * Sets after how many steps the cutouts are drawn anew: 1 in the notebooks. With the same cutouts for several steps
     * the loss falls without noise, and the optimiser goes further in what CLIP sees in just these; too long with the
     * same ones, and the picture suits only them. The default is the model's.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Generation.Builder redraw(int steps) {
        return set(Control.REDRAW, steps);
    }

    /** Sets how the cutouts are made. The default is the model's. */
    public Generation.Builder cutoutMethod(CutoutMethod method) {
        return set(Control.CUTOUT_METHOD, method);
    }

    /**
     * Adds something that is done to the cutouts at random, after what was added before. If nothing is added, the cutout
     * method's own augmentations apply; {@link AugmentationSet#NONE} leaves cutouts as they are.
     */
    public Generation.Builder augmentation(Augmentation augmentation) {
        return set(Control.AUGMENTATIONS, Collections.singletonList(augmentation));
    }

    /**
     * Sets how a picture that is larger than memory holds is drawn in tiles, such as {@code
     * TiledDecoding.USUAL.side(256)}. By default it is drawn whole.
     */
    public Generation.Builder tiledDecoding(TiledDecoding tiles) {
        return set(Control.TILED_DECODING, tiles);
    }

    /**
     * Sets how a large picture is made small first, such as {@code CoarseToFine.USUAL.share(0.7)}. By default pictures of
     * at least 512 pixels along the longer side are, unless they begin with an initial image, tile, move, or have a palette;
     * {@code CoarseToFine.NEVER} makes them in their size from the start.
     */
    public Generation.Builder coarseToFine(CoarseToFine stages) {
        return set(Control.COARSE_TO_FINE, stages);
    }

    /**
     * Sets how much memory the process may hold while it makes the picture, the networks included. If that is less
     * than the fastest plan needs, gradient checkpointing is used at more of the decoder's resolutions, and CLIP
     * embeds fewer cutouts at a time; each of these costs some per cent of time. {@link Generation.Builder#build} refuses a picture
     * that cannot be made to fit, and names a size that would. The default is all available memory.
     *
     * <p>The limit decides in which order numbers are added, so the same seed may give other last digits with
     * another limit.
     *
     * @param bytes at least 1
     * @throws IllegalArgumentException if it is below 1
     */
    public Generation.Builder memoryLimit(long bytes) {
        return set(Control.MEMORY_LIMIT, bytes);
    }

    /**
     * Sets how the run trades time for memory. The default is the fastest plan that keeps to the limit; to make a
     * picture again to the last digit, give the plan it was made with.
     */
    public Generation.Builder memoryPlan(MemoryPlan plan) {
        return set(Control.MEMORY_PLAN, plan);
    }

    /**
     * Sets how many threads the run may use on the CPU, the one that asks for frames among them: its own and those of
     * the native libraries. One leaves the other processors to the program around it. The default is as many as there
     * are processors, or as the model was {@linkplain io.github.congeal.model.LoadOptions#threads loaded} for.
     *
     * @param most at least 1
     * @throws IllegalArgumentException if it is below 1
     */
    public Generation.Builder threads(int most) {
        return set(Control.THREADS, most);
    }

    /**
     * Sets how exactly products are computed. {@link Precision#FAST} is for GPUs: faster there, and another picture; on the
     * CPU it changes nothing.
     */
    public Generation.Builder precision(Precision precision) {
        return set(Control.PRECISION, precision);
    }

    /** Sets whether a prompt that is too long for the model is cut off instead of refused. */
    public Generation.Builder truncate(boolean whether) {
        return set(Control.TRUNCATE, whether);
    }

    /**
     * Sets whether a PNG or a film says in the forms that other programs read that it was generated: IPTC's {@code
     * DigitalSourceType} and, in a PNG, the text {@code parameters}. By default it does. Congeal's own settings are there
     * in any case.
     */
    public Generation.Builder marks(boolean whether) {
        return set(Control.MARKS, whether);
    }
}
