package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Loss;
import io.github.congeal.control.NoisePrompt;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Region;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Target;
import io.github.congeal.internal.guidance.AestheticHead;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.CutoutMethods;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.RegionMask;
import io.github.congeal.internal.guidance.Weighting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a run, as the settings ask for them.
 *
 * @param goals what the picture should resemble or avoid
 * @param start the initial picture
 * @param cutoutMethod how cutouts are drawn
 * @param sketchings the sketches, in their order
 * @param heads aesthetic heads on the embeddings of cutouts
 * @param losses the caller's own losses by name
 */
record Task(
        List<Goal> goals,
        Start start,
        CutoutMethod cutoutMethod,
        List<Sketching> sketchings,
        List<AestheticHead> heads,
        Map<String, Loss> losses) {
    /** Copies the lists and the map. */
    Task {
        goals = List.copyOf(goals);
        sketchings = List.copyOf(sketchings);
        heads = List.copyOf(heads);
        losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
    }

    /** A task without aesthetic heads and without losses of the caller. */
    Task(List<Goal> goals, Start start, CutoutMethod cutoutMethod, List<Sketching> sketchings) {
        this(goals, start, cutoutMethod, sketchings, List.of(), Map.of());
    }

    /** The task of a dry run, in which the caller's losses are replaced by 0, since there is no picture. */
    Task dry() {
        Map<String, Loss> silent = new LinkedHashMap<>(losses);
        silent.replaceAll((name, loss) -> view -> 0);
        return new Task(goals, start, cutoutMethod, sketchings, heads, silent);
    }

    /** The same task with only the sketches that begin at a step or later. */
    Task withSketchingFrom(int step) {
        List<Sketching> later =
                sketchings.stream().filter(one -> one.begins() >= step).toList();
        return new Task(goals, start, cutoutMethod, later, heads, losses);
    }

    /** The same task without sketches. */
    Task withoutSketching() {
        return new Task(goals, start, cutoutMethod, List.of(), heads, losses);
    }

    /**
     * The task of some settings.
     *
     * @param settings complete except for the seed and the memory plan
     * @param losses the caller's own losses by name
     * @throws io.github.congeal.PromptTooLongException if a prompt has more tokens than CLIP takes
     * @throws IllegalArgumentException if the model lacks what the start needs, a head is for another CLIP, or a region is
     *     empty or too large for Java's heap
     */
    static Task of(Networks networks, Settings settings, Map<String, Loss> losses) {
        List<Goal> goals = new ArrayList<>();
        int steps = settings.get(Control.ITERATIONS);
        for (Prompt prompt : settings.get(Control.PROMPTS)) {
            goals.add(TextGoal.of(prompt, networks, settings, step -> 1));
        }
        settings.find(Control.STORY).ifPresent(story -> {
            StoryShares shares = StoryShares.of(story, settings.get(Control.STORY_BLEND), steps);
            for (int i = 0; i < story.chapters().size(); i++) {
                for (Prompt prompt : story.chapters().get(i).prompts()) {
                    goals.add(TextGoal.of(prompt, networks, settings, shares.of(i)));
                }
            }
        });
        for (Target target : settings.get(Control.TARGETS)) {
            goals.add(new TargetGoal(
                    target.source().toString(),
                    target.source().image().orElseThrow(),
                    Weighting.of(target.weight(), target.stop(), steps)));
        }
        for (NoisePrompt noise : settings.get(Control.NOISE_PROMPTS)) {
            goals.add(new NoiseGoal(noise.seed(), Weighting.of(noise.weight(), Optional.empty(), steps)));
        }
        requireSomethingInside(goals, settings.get(Control.SIZE));
        List<Sketching> sketchings = Sketching.of(settings, networks);
        Start start = Starts.of(settings, networks, !sketchings.isEmpty());
        List<AestheticHead> heads = AestheticHeads.of(settings, networks.clip().dimension());
        return new Task(goals, start, CutoutMethods.of(settings), sketchings, heads, losses);
    }

    private static void requireSomethingInside(List<Goal> goals, Size size) {
        PictureSize pixels = new PictureSize(size.width(), size.height());
        for (Goal goal : goals) {
            Region region = goal.region().orElse(null);
            if (region instanceof Region.Mask mask) {
                Picture.requireRoomForCopy(mask.picture().image().orElseThrow());
            }
            if (region != null && RegionMask.of(region, pixels).isEmpty()) {
                throw new IllegalArgumentException(
                        "prompt was \"%s\", but nothing of the picture lies in that region: make it larger or lighter"
                                .formatted(goal.name()));
            }
        }
    }
}
