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

/** The methods of {@link Generation.Builder} that each set one control. */
abstract sealed class ControlSetters permits Generation.Builder {
    /** Sets a control. */
    public abstract <T> Generation.Builder set(Control<T> control, T value);

    /**
     * Adds a prompt of weight 1. The text is taken literally; {@link Prompt#parse} reads several prompts with weights.
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
     * Adds something that the picture should not show, as a prompt of weight -0.5. The text is taken literally.
     *
     * @throws IllegalArgumentException if it is null or blank
     */
    public Generation.Builder avoid(String text) {
        return prompt(Prompt.avoiding(text));
    }

    /** Same as {@link #avoid}, under the name that other programs use. */
    public Generation.Builder negativePrompt(String text) {
        return avoid(text);
    }

    /** Sets a story: prompts that replace one another during the run. */
    public Generation.Builder story(Story story) {
        return set(Control.STORY, story);
    }

    /**
     * Sets a story of equally long chapters.
     *
     * @param chapters each in the notation of {@link Prompt#parse}
     * @throws IllegalArgumentException if there are no chapters, or one is blank
     */
    public Generation.Builder story(String... chapters) {
        return story(Story.of(chapters));
    }

    /**
     * Sets the part of each chapter during which it fades in over the one before. The default is 0: the prompts change
     * at once.
     *
     * @param part 0 to 1; pytti-core's {@code interpolation_steps} equals this part times the steps of a chapter
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public Generation.Builder storyBlend(double part) {
        return set(Control.STORY_BLEND, part);
    }

    /**
     * Adds a random direction in CLIP's space that the picture should come near.
     *
     * @param seed determines the direction
     * @param weight how much it counts beside the prompts, such as 0.1
     */
    public Generation.Builder noisePrompt(long seed, double weight) {
        return set(Control.NOISE_PROMPTS, List.of(new NoisePrompt(seed, Schedule.constant(weight))));
    }

    /** Adds a picture that the result should resemble, with weight 1. */
    public Generation.Builder target(Path image) {
        return target(image, 1);
    }

    /**
     * Adds a picture that the result should resemble.
     *
     * @param weight how much it counts beside the others, from -1e9 to 1e9; with a negative weight the result should
     *     differ from it
     * @throws IllegalArgumentException if the file holds no picture, or the weight is out of range
     */
    public Generation.Builder target(Path image, double weight) {
        return set(Control.TARGETS, List.of(new Target(Pictures.source(Control.TARGETS, image), weight)));
    }

    /** Adds a picture that the result should resemble; see {@link #target(Path, double)}. */
    public Generation.Builder target(BufferedImage image, double weight) {
        return set(Control.TARGETS, List.of(new Target(Pictures.source(Control.TARGETS, image), weight)));
    }

    /** Adds a picture that the result should resemble. */
    public Generation.Builder target(Target target) {
        return set(Control.TARGETS, Collections.singletonList(target));
    }

    /**
     * Sets the picture to begin with. If its size differs, it is stretched, or placed as {@link #initialFit} says.
     *
     * @throws IllegalArgumentException if the file holds no picture
     */
    public Generation.Builder initialImage(Path image) {
        return set(Control.INITIAL_IMAGE, Pictures.source(Control.INITIAL_IMAGE, image));
    }

    /** Sets the picture to begin with, as {@link #initialImage(Path)} does. Transparent parts become white. */
    public Generation.Builder initialImage(BufferedImage image) {
        return set(Control.INITIAL_IMAGE, Pictures.source(Control.INITIAL_IMAGE, image));
    }

    /** Sets how the initial picture is fitted into the frame; {@link Fit#STRETCH} by default. */
    public Generation.Builder initialFit(Fit fit) {
        return set(Control.INITIAL_FIT, fit);
    }

    /**
     * Sets the noise that is added to the initial picture before it is encoded: {@code use_noise} of the
     * MSE-regularised notebook (jbustter, {@code VQGAN+CLIP_(MSE regularized z+quantize_method).ipynb}). More noise
     * gives the run more freedom: at 0.1 the picture stays what it is, at 0.5 only large shapes remain, at 1 little
     * more than its colours.
     *
     * @param deviation the standard deviation, at least 0, for pixel values of 0 to 1; 0 by default
     * @throws IllegalArgumentException if it is negative
     */
    public Generation.Builder initialNoise(double deviation) {
        return set(Control.INITIAL_NOISE, deviation);
    }

    /**
     * Holds the latent near its initial value by adding {@code mse(z, z0) * weight / 2} to the loss, like {@code
     * init_weight} in Katherine Crowson's notebook (z+quantize method). (nerdyrodent's VQGAN-CLIP pulls the latent
     * towards 0 instead, a known fault.) A larger weight keeps more of what the initial picture shows; a falling weight
     * keeps it only at the beginning.
     *
     * @throws IllegalArgumentException if a weight is not from 0 to 1e6
     */
    public Generation.Builder initWeight(Schedule weight) {
        return set(Control.INIT_WEIGHT, weight);
    }

    /**
     * Holds the picture near the initial one by adding {@code mse(x, x0) * weight / 2} to the loss, for pixel values of
     * 0 to 1. Compared with {@link #initWeight}, it keeps colours and large shapes rather than codes.
     *
     * @throws IllegalArgumentException if a weight is not from 0 to 1e6
     */
    public Generation.Builder initPictureWeight(Schedule weight) {
        return set(Control.INIT_PICTURE_WEIGHT, weight);
    }

    /** Sets the MSE-regularised method; see {@link MseRegularization}. */
    public Generation.Builder mseRegularization(MseRegularization method) {
        return set(Control.MSE_REGULARIZATION, method);
    }

    /**
     * Sets where to paint. Everywhere else the initial picture stays exactly as it is, in every frame; the prompts are
     * compared with the whole picture. {@link Mask#BORDER} with {@link Fit.Place} extends a picture beyond its edges.
     */
    public Generation.Builder mask(Mask where) {
        return set(Control.MASK, where);
    }

    /**
     * Sets where to paint, by a picture that is white there and black elsewhere; see {@link Mask.Picture}.
     *
     * @throws IllegalArgumentException if the file holds no picture
     */
    public Generation.Builder mask(Path picture) {
        return set(Control.MASK, new Mask.Picture(Pictures.source(Control.MASK, picture)));
    }

    /** Sets where to paint, by a picture that is white there and black elsewhere. */
    public Generation.Builder mask(BufferedImage picture) {
        return set(Control.MASK, new Mask.Picture(Pictures.source(Control.MASK, picture)));
    }

    /** Sets whether to paint outside the mask instead of inside it. */
    public Generation.Builder maskInverted(boolean whether) {
        return set(Control.MASK_INVERTED, whether);
    }

    /**
     * Sets the width in pixels of the soft edge, from the mask's edge inwards; 8 by default, 0 for a hard edge.
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

    /** Sets what to begin with if there is no initial image. The default depends on the model. */
    public Generation.Builder start(Start start) {
        return set(Control.START, start);
    }

    /** Adds a regulariser, which judges the picture beside prompts and targets. */
    public Generation.Builder regularizer(Regularizer regularizer) {
        return set(Control.REGULARIZERS, Collections.singletonList(regularizer));
    }

    /**
     * Sets the size in pixels. It is rounded down to whole blocks of the model (8 or 16 pixels). The default is the
     * model's.
     *
     * @throws IllegalArgumentException if the width or height is below 1
     */
    public Generation.Builder size(int width, int height) {
        return set(Control.SIZE, new Size(width, height));
    }

    /**
     * Sets the directions in which copies of the picture fit together without a seam; none by default. With tiling, the
     * bundled model begins with {@link Start.Plain} instead of a sketch, unless a start is set.
     */
    public Generation.Builder tiling(Tiling tiling) {
        return set(Control.TILING, tiling);
    }

    /**
     * Makes pixel art: the picture consists of cells of one colour each, painted without the VQGAN. The size is rounded
     * down to whole cells.
     *
     * @throws IllegalArgumentException if the number of columns or rows is below 1
     */
    public Generation.Builder pixels(int columns, int rows) {
        return set(Control.PIXELS, new Size(columns, rows));
    }

    /**
     * Sets the colours that the picture may have. Cells choose among them while they are painted; any other picture is
     * reduced to them in each frame.
     *
     * @throws IllegalArgumentException if it is a file without colours
     */
    public Generation.Builder palette(Palette palette) {
        return set(Control.PALETTE, palette);
    }

    /** Sets how colours between those of the palette are dithered; not at all by default. */
    public Generation.Builder dither(Dither dither) {
        return set(Control.DITHER, dither);
    }

    /** Sets which parts of the picture are transparent in a PNG and in {@link Frame#sprite()}; none by default. */
    public Generation.Builder transparent(Transparency transparency) {
        return set(Control.TRANSPARENT, transparency);
    }

    /**
     * Sets the number of steps. The default is the model's.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Generation.Builder iterations(int count) {
        return set(Control.ITERATIONS, count);
    }

    /**
     * Adds a condition that ends the run before all its steps are taken, such as {@link Stop#congealed()}. {@link
     * Frame#ending()} of the last frame tells which condition ended it.
     */
    public Generation.Builder stop(Stop stop) {
        return set(Control.STOPS, Collections.singletonList(stop));
    }

    /**
     * Changes settings from a step on for the rest of the run, such as the prompt.
     *
     * @param step the number of steps before the change
     * @param settings the values that change
     * @throws IllegalArgumentException if one of them cannot change in mid-run
     */
    public Generation.Builder change(int step, Settings settings) {
        return set(Control.CHANGES, List.of(new Change(step, settings)));
    }

    /**
     * Sets how the camera moves from one film frame to the next, such as {@code Motion.zoom(1.01).turn(2).every(10)}.
     * Each {@link Frame} is then a film frame, and {@link #iterations} is the number of film frames times the steps of
     * each: 300 of 10 steps take {@code iterations(3000)}.
     */
    public Generation.Builder motion(Motion motion) {
        return set(Control.MOTION, motion);
    }

    /**
     * Sets the number of steps between two frames: 1 by default, or with {@link #motion} the steps of a film frame.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Generation.Builder every(int steps) {
        return set(Control.EVERY, steps);
    }

    /** Sets the seed. By default it is drawn at random; {@link Generation#seed()} returns it. */
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
     * Sets the optimiser's step size, which may change during the run. The default is the model's.
     *
     * @throws IllegalArgumentException if it is not always a finite number above 0
     */
    public Generation.Builder stepSize(Schedule size) {
        return set(Control.STEP_SIZE, size);
    }

    /**
     * Sets the optimiser that moves the latent, such as {@code Optimizer.adamW().weightDecay(0.01)}; {@link
     * Optimizer#adam()} by default. The same {@linkplain #stepSize step size} takes some optimisers farther than
     * others.
     */
    public Generation.Builder optimizer(Optimizer optimizer) {
        return set(Control.OPTIMIZER, optimizer);
    }

    /**
     * Sets when the step size is reduced because the loss no longer falls, such as {@code Plateau.USUAL.patience(20)}.
     * By default it is never reduced.
     */
    public Generation.Builder reduceOnPlateau(Plateau plateau) {
        return set(Control.REDUCE_ON_PLATEAU, plateau);
    }

    /** Sets how gradients are clipped, such as {@code GradientClip.norm(1)}. By default they are not. */
    public Generation.Builder gradientClip(GradientClip clip) {
        return set(Control.GRADIENT_CLIP, clip);
    }

    /**
     * Sets whether the latent is kept within the range of the codebook; true by default. Without clamping, values that
     * run away stop changing the picture, which then stays as it is. The notebooks that penalise the latent's size do
     * not clamp.
     */
    public Generation.Builder clampLatent(boolean whether) {
        return set(Control.CLAMP_LATENT, whether);
    }

    /**
     * Shows the exponential moving average (EMA) of the latents so far instead of the latent itself. The picture is
     * steadier, with less grit, and lags behind; the losses are still those of the latent. Each frame costs one more
     * pass through the decoder.
     *
     * @param kept the part of the average that is kept at each step, from 0 up to but not including 1: 0.99 for runs of
     *     hundreds of steps, 0.8 for a few dozen
     * @throws IllegalArgumentException if it is out of range
     */
    public Generation.Builder ema(double kept) {
        return set(Control.EMA, kept);
    }

    /**
     * Sets the number of cutouts that CLIP judges in each step: more are slower and steadier. The default is the
     * model's.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Generation.Builder cutouts(int count) {
        return set(Control.CUTOUTS, count);
    }

    /**
     * Sets the share of the cutouts that CLIP judges in each step, which may change during the run: {@code
     * cutouts(64).cutoutShare(Schedule.parse("0: 0.25 | 50%: 1"))} begins with 16 of them. The default is 1, all of
     * them. Memory is planned for the largest share. A target image is always seen through all {@link #cutouts}.
     *
     * @throws IllegalArgumentException if it is not always above 0 and at most 1
     */
    public Generation.Builder cutoutShare(Schedule share) {
        return set(Control.CUTOUT_SHARE, share);
    }

    /**
     * Sets after how many steps new cutouts are drawn; the notebooks draw them at each step. If several steps share
     * their cutouts, the loss falls without noise and the optimiser follows more closely what CLIP sees in them; after
     * too many steps the picture suits only these cutouts. The default is the model's.
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
     * Adds a random augmentation of the cutouts, applied after those added before. If none is added, the cutout
     * method's own augmentations apply; {@link AugmentationSet#NONE} leaves the cutouts as they are.
     */
    public Generation.Builder augmentation(Augmentation augmentation) {
        return set(Control.AUGMENTATIONS, Collections.singletonList(augmentation));
    }

    /**
     * Draws the picture in tiles, such as {@code TiledDecoding.USUAL.side(256)}, for pictures too large for memory. By
     * default it is drawn whole.
     */
    public Generation.Builder tiledDecoding(TiledDecoding tiles) {
        return set(Control.TILED_DECODING, tiles);
    }

    /**
     * Sets how a large picture is first made small, such as {@code CoarseToFine.USUAL.share(0.7)}. By default this
     * applies to pictures of at least 512 pixels along the longer side, unless they have an initial image, tiling,
     * motion or a palette; with {@code CoarseToFine.NEVER} they have their full size from the start.
     */
    public Generation.Builder coarseToFine(CoarseToFine stages) {
        return set(Control.COARSE_TO_FINE, stages);
    }

    /**
     * Limits the memory that the process may hold while it makes the picture, the networks included. If the fastest
     * plan needs more, gradient checkpointing is used at more of the decoder's resolutions and CLIP embeds fewer
     * cutouts at a time; each of these costs a few per cent of time. {@link Generation.Builder#build} refuses a picture
     * that cannot fit and names a size that would. The default is all available memory.
     *
     * <p>The limit affects the order of additions, so the same seed may give different last digits with another limit.
     *
     * @param bytes at least 1
     * @throws IllegalArgumentException if it is below 1
     */
    public Generation.Builder memoryLimit(long bytes) {
        return set(Control.MEMORY_LIMIT, bytes);
    }

    /**
     * Sets how the run trades time for memory. The default is the fastest plan within the limit; to reproduce a picture
     * to the last digit, give the plan that it was made with.
     */
    public Generation.Builder memoryPlan(MemoryPlan plan) {
        return set(Control.MEMORY_PLAN, plan);
    }

    /**
     * Limits the CPU threads of the run: the thread that asks for frames and those of the native libraries. With 1, the
     * other processors are left to the rest of the program. The default is the number of processors, or the number that
     * the model was {@linkplain io.github.congeal.model.LoadOptions#threads loaded} for.
     *
     * @param most at least 1
     * @throws IllegalArgumentException if it is below 1
     */
    public Generation.Builder threads(int most) {
        return set(Control.THREADS, most);
    }

    /**
     * Sets how exactly products are computed. {@link Precision#FAST} is faster on GPUs, and on CPUs that multiply bf16,
     * and gives a different picture; elsewhere it changes nothing.
     */
    public Generation.Builder precision(Precision precision) {
        return set(Control.PRECISION, precision);
    }

    /** Sets whether a prompt too long for the model is cut off instead of refused. */
    public Generation.Builder truncate(boolean whether) {
        return set(Control.TRUNCATE, whether);
    }

    /**
     * Sets whether a PNG or film is marked as generated in the forms that other programs read: IPTC's {@code
     * DigitalSourceType} and, in a PNG, the text {@code parameters}. The default is true. Congeal's own settings are
     * written in any case.
     */
    public Generation.Builder marks(boolean whether) {
        return set(Control.MARKS, whether);
    }
}
