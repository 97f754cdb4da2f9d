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
 * The parts of the engine that settings ask for.
 *
 * @param goals what the picture should resemble
 * @param start what it begins with
 * @param cutoutMethod how CLIP's cutouts are drawn
 * @param sketchings what is sketched meanwhile, one after the other
 * @param heads what judges cutouts beside the goals
 * @param losses the caller's own, by their names
 */
record Task(
        List<Goal> goals,
        Start start,
        CutoutMethod cutoutMethod,
        List<Sketching> sketchings,
        List<AestheticHead> heads,
        Map<String, Loss> losses) {
    /** Copies the lists. */
    Task {
        goals = List.copyOf(goals);
        sketchings = List.copyOf(sketchings);
        heads = List.copyOf(heads);
        losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
    }

    /** A task that is judged by its goals alone. */
    Task(List<Goal> goals, Start start, CutoutMethod cutoutMethod, List<Sketching> sketchings) {
        this(goals, start, cutoutMethod, sketchings, List.of(), Map.of());
    }

    /** The same, but the caller's losses are not asked: there is no picture in a dry run. */
    Task dry() {
        Map<String, Loss> silent = new LinkedHashMap<>(losses);
        silent.replaceAll((name, loss) -> view -> 0);
        return new Task(goals, start, cutoutMethod, sketchings, heads, silent);
    }

    /** The same with only what is to be sketched after so many steps. */
    Task withSketchingFrom(int step) {
        List<Sketching> later =
                sketchings.stream().filter(one -> one.begins() >= step).toList();
        return new Task(goals, start, cutoutMethod, later, heads, losses);
    }

    /** The same without anything to sketch. */
    Task withoutSketching() {
        return new Task(goals, start, cutoutMethod, List.of(), heads, losses);
    }

    /**
     * The parts that settings ask for.
     *
     * @param settings complete but for the seed and the memory plan
     * @param losses the caller's own, by their names
     * @throws io.github.congeal.PromptTooLongException if a prompt has more tokens than CLIP takes
     * @throws IllegalArgumentException if the model lacks what the start takes, or a head is for another CLIP
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
            if (region != null && RegionMask.of(region, pixels).isEmpty()) {
                throw new IllegalArgumentException(
                        "prompt was \"%s\", but nothing of the picture lies in that region: make it larger or lighter"
                                .formatted(goal.name()));
            }
        }
    }
}
