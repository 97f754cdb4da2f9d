package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Region;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.guidance.AestheticHead;
import io.github.congeal.internal.guidance.ClipTerm;
import io.github.congeal.internal.guidance.CutoutCount;
import io.github.congeal.internal.guidance.CutoutEmbedder;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.guidance.RegionMask;
import io.github.congeal.internal.guidance.RegionTerm;
import io.github.congeal.internal.guidance.RolledTerm;
import io.github.congeal.internal.guidance.Term;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Wrap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Creates the terms of CLIP: for each CLIP, one for the goals of the whole picture and one for the goals of each region.
 *
 * @param cutoutsToEmbed decides how many of a term's cutouts are embedded
 */
record ClipTerms(
        Networks networks, Settings settings, Task task, MemoryPlan plan, CutoutsToEmbed cutoutsToEmbed, Tape tape) {
    /**
     * The terms.
     *
     * @param losses for each CLIP, one for each goal of the task
     */
    List<Term> of(List<List<PromptLoss>> losses) {
        PictureSize size = new PictureSize(
                settings.get(Control.SIZE).width(), settings.get(Control.SIZE).height());
        List<Optional<Region>> regions = task.goals().stream()
                .map(Goal::region)
                .distinct()
                .sorted(Comparator.comparing(Optional::isPresent))
                .collect(Collectors.toCollection(ArrayList::new));
        if (!task.heads().isEmpty() && !regions.contains(Optional.<Region>empty())) {
            regions.add(0, Optional.empty());
        }
        List<Term> terms = new ArrayList<>();
        for (int clip = 0; clip < losses.size(); clip++) {
            for (int i = 0; i < regions.size(); i++) {
                CutoutCount count = CutoutCount.of(settings).part(i, regions.size());
                Optional<RegionMask> mask = regions.get(i).map(region -> RegionMask.of(region, size));
                Term term = term(clip, mask.map(RegionMask::box).orElse(size), count, regions.get(i), losses.get(clip));
                terms.add(
                        mask.<Term>map(some -> new RegionTerm(term, some, tape)).orElseGet(() -> ofWhole(term, size)));
            }
        }
        return terms;
    }

    /** The term of the whole picture; of a seamless tile, cutouts may lie across its edges. */
    private Term ofWhole(Term term, PictureSize size) {
        Wrap wrap = Wraps.of(settings);
        return wrap == Wrap.NONE ? term : new RolledTerm(term, wrap, settings.get(Control.REDRAW), size, tape);
    }

    private ClipTerm term(
            int clip, PictureSize box, CutoutCount cutouts, Optional<Region> region, List<PromptLoss> losses) {
        Clip own = networks.clips().get(clip).clip();
        int chunk = chunk(plan, own, networks);
        List<String> names = new ArrayList<>();
        List<PromptLoss> some = new ArrayList<>();
        for (int i = 0; i < losses.size(); i++) {
            if (task.goals().get(i).region().equals(region)) {
                names.add(name(task.goals().get(i), clip));
                some.add(losses.get(i));
            }
        }
        String who = "cutouts" + (clip == 0 ? "" : " of CLIP " + (clip + 1))
                + region.map(one -> " in " + one).orElse("");
        CutoutEmbedder embedder = new CutoutEmbedder(own, box.height(), box.width(), task.cutoutMethod(), chunk, tape);
        CutoutCount count = cutoutsToEmbed.of(cutouts, chunk);
        // Aesthetic heads use the embeddings of the first CLIP's cutouts of the whole picture.
        List<AestheticHead> heads = clip == 0 && region.isEmpty() ? task.heads() : List.of();
        return new ClipTerm(embedder, names, some, heads, who, count, settings.get(Control.REDRAW), tape);
    }

    private String name(Goal goal, int clip) {
        return networks.clips().size() == 1 ? goal.name() : "%s (CLIP %s)".formatted(goal.name(), clip + 1);
    }

    /** How many cutouts go through a CLIP at once: fewer if they have more pixels than those of the first CLIP. */
    static int chunk(MemoryPlan plan, Clip clip, Networks networks) {
        double larger = (double) clip.resolution() / networks.clip().resolution();
        return Math.max(1, (int) (plan.chunk() / Math.max(1, larger * larger)));
    }
}
