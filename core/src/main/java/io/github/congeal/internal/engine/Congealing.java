package io.github.congeal.internal.engine;

import io.github.congeal.internal.sketcher.Condition;
import io.github.congeal.internal.sketcher.Sketch;
import io.github.congeal.internal.sketcher.Sketcher;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Puts a sketch on the canvas pass by pass, during the first half of its time span, which is the run or a chapter of a
 * story. Each pass draws only the codes that it decides. It starts from the codes that the canvas shows after
 * optimisation if the canvas has as many as the sketch, otherwise from those that earlier passes drew. Undecided
 * positions show the initial picture of the run, moved towards the sketcher's guess after each pass; in a later chapter
 * they show the previous chapter's picture.
 */
final class Congealing implements Scene {
    private final Sketching sketching;
    private final Easel easel;
    private final Supplier<Condition> conditions;
    private final int begins;
    private final int half;
    private final Tape tape;
    private final Tensor codes;
    private final Tensor confidence;
    private @Nullable Condition condition;
    private int done;

    /**
     * A sketch before its first pass.
     *
     * @param easel puts the sketch on the canvas
     * @param conditions gives the sketcher's input; called at the first pass
     */
    Congealing(Sketching sketching, Easel easel, Supplier<Condition> conditions, Tape tape) {
        this.sketching = sketching;
        this.easel = easel;
        this.conditions = conditions;
        this.begins = (int) Math.ceil(sketching.begins());
        this.half = Math.max((int) (sketching.ends() - sketching.begins()) / 2, 1);
        this.tape = tape;
        Sketch blank = sketching.sketcher().sketcher().blank();
        this.codes = tape.take(blank.codes().length);
        this.confidence = tape.take(blank.codes().length);
        keep(blank);
    }

    @Override
    public boolean act(int step, Canvas canvas, RandomGenerator random) {
        int passes = sketching.sampling().passes();
        if (step <= begins) {
            return false;
        }
        int due = (int) Math.min(passes, ((long) passes * (step - begins) + half - 1) / half);
        boolean another = done < due;
        if (another) {
            draw(due, random);
        }
        if (done < passes && begins == 0) {
            easel.restore(sketch());
        }
        return another;
    }

    @Override
    public boolean isActing() {
        return done < sketching.sampling().passes();
    }

    /** Makes passes until {@code due} are done. */
    private void draw(int due, RandomGenerator random) {
        if (condition == null) {
            condition = conditions.get();
        }
        Sketcher sketcher = sketching.sketcher().sketcher();
        Sketch before = sketch();
        Sketch after = before.withPresent(easel.present(before));
        while (after.done() < due) {
            float[] uniforms = new float[sketcher.uniformsPerPass()];
            for (int i = 0; i < uniforms.length; i++) {
                uniforms[i] = (float) random.nextDouble();
            }
            after = sketcher.next(after, condition, sketching.sampling(), uniforms, tape);
        }
        easel.draw(after, before);
        keep(after);
    }

    private Sketch sketch() {
        float[] kept = codes.toFloats();
        int[] decided = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            decided[i] = (int) kept[i];
        }
        return new Sketch(done, decided, decided.clone(), confidence.toFloats());
    }

    private void keep(Sketch sketch) {
        float[] decided = new float[sketch.codes().length];
        for (int i = 0; i < decided.length; i++) {
            decided[i] = sketch.codes()[i];
        }
        codes.write(0, decided, 0, decided.length);
        confidence.write(0, sketch.confidence(), 0, decided.length);
        done = sketch.done();
    }

    @Override
    public void state(State state) {
        done = state.count("passes", done);
        state.tensor("codes", codes);
        state.tensor("confidence", confidence);
        sketching.sketcher().sketcher().require(sketch());
        easel.state(state.of("easel"));
    }
}
