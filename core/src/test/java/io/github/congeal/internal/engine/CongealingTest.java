package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Start;
import io.github.congeal.control.Story;
import io.github.congeal.internal.sketcher.Condition;
import io.github.congeal.internal.sketcher.Sketch;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.model.Model;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled sketcher on an easel without a picture, and in runs. */
class CongealingTest {
    private static final int MUD = 7;

    /** The easel stands for it. */
    private static final Canvas NO_CANVAS = (Canvas) Proxy.newProxyInstance(
            Canvas.class.getClassLoader(), new Class<?>[] {Canvas.class}, (proxy, method, arguments) -> {
                throw new AssertionError(method + " was called");
            });

    private final Networks networks = Networks.of(Model.bundled());
    private final Buffers buffers = Buffers.create(networks.device());
    private final Tape tape = new Tape(buffers);
    private final Paper paper =
            new Paper(networks.sketcher().orElseThrow().sketcher().side());

    @AfterEach
    void free() {
        buffers.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "8, 4", "30, 15"})
    void everythingIsDrawnOnceAndInTheFirstHalf(int steps, int half) {
        Scene scene = congealing(steps);
        for (int step = 1; step <= steps; step++) {
            act(scene, step);
            assertThat(paper.drawn() == paper.codes.length).isEqualTo(8 * step > 7 * half);
        }
    }

    @Test
    void anotherPassComesWithEachTenthOfALongRun() {
        Scene scene = congealing(300);
        List<Integer> drawn = new ArrayList<>();
        for (int step = 1; step <= 150; step++) {
            act(scene, step);
            drawn.add(paper.drawn());
        }
        assertThat(drawn.stream().distinct()).hasSize(8);
        assertThat(drawn.get(0)).isLessThan(paper.codes.length / 10);
    }

    @Test
    void aPassGoesOnFromWhatIsOnTheEasel() {
        Scene scene = congealing(4);
        act(scene, 1);
        int[] left = paper.codes.clone();
        act(scene, 2);
        int[] same = paper.codes.clone();

        Paper changed = new Paper(paper.side);
        Scene other = new Congealing(castle(4), changed, this::condition, tape);
        act(other, 1);
        assertThat(changed.codes).isEqualTo(left);
        for (int i = 0; i < left.length; i++) {
            changed.codes[i] = changed.drawn[i] ? 500 : MUD;
        }
        act(other, 2);
        assertThat(changed.codes).isNotEqualTo(same).contains(500);
    }

    @Test
    void thePromptOfTheLargestWeightIsSketched() {
        assertThat(text(Prompt.of("a cat"), Prompt.of("fog").weight(0.5))).contains("a cat");
        assertThat(text(Prompt.of("a cat").weight(0.5), Prompt.of("a dog"), Prompt.of("fog")))
                .contains("a dog");
        assertThat(text(Prompt.of("fog").weight(-2), Prompt.of("a dog").weight(0.1)))
                .contains("a dog");
        assertThat(text(Prompt.of("fog").weight(-1))).isEmpty();
    }

    @Test
    void eachChapterOfAStoryIsSketchedInItsFirstHalf() {
        Settings story = prompts("an oil painting")
                .with(Control.STORY, Story.parse("a castle || @20 a cat:0.5 | a dog || fog:-1"))
                .with(Control.ITERATIONS, 60);
        List<Sketching> sketchings = Sketching.of(story, networks);
        assertThat(sketchings).extracting(Sketching::text).containsExactly("a castle", "a dog");

        Congealing second = new Congealing(sketchings.get(1), paper, this::condition, tape);
        for (int step = 1; step <= 20; step++) {
            act(second, step);
        }
        assertThat(paper.drawn()).isZero();
        act(second, 21);
        assertThat(paper.drawn()).isPositive();
        for (int step = 22; step <= 30; step++) {
            act(second, step);
        }
        assertThat(paper.drawn()).isEqualTo(paper.codes.length);
    }

    @Test
    void whereAllWantedPromptsAreBoundToRegionsEachIsSketched() {
        assertThat(regions("an apple@left | a fish@right | fog:-0.5")).containsExactly("an apple", "a fish");
        assertThat(regions("an apple@left | a house")).containsExactly("a house");
    }

    private List<String> regions(String prompts) {
        Settings settings =
                prompts("x").with(Control.PROMPTS, Prompt.parse(prompts)).with(Control.ITERATIONS, 9);
        return Sketching.of(settings, networks).stream().map(Sketching::text).toList();
    }

    @Test
    void onlyASketchedStartIsSketched() {
        Settings settings = prompts("a cat");
        assertThat(Sketching.of(settings.with(Control.START, Start.RANDOM), networks))
                .isEmpty();
        assertThat(Sketching.of(settings.with(Control.START, Start.PLAIN), networks))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aRunGoesOnInTheMiddleOfASketch(int savedAt) {
        Settings settings = Defaults.complete(prompts("a castle"), networks)
                .with(Control.SIZE, new Size(64, 48))
                .with(Control.CUTOUTS, 2)
                .with(Control.SEED, 5L)
                .with(Control.ITERATIONS, 6);
        Preparation preparation = Preparation.of(networks, settings);
        Map<String, float[]> tensors = new HashMap<>();
        Map<String, Long> numbers = new HashMap<>();
        byte[] expected;
        try (Run run = preparation.newRun()) {
            while (run.iteration() < 5) {
                if (run.iteration() == savedAt) {
                    run.state(new SavedStateTest.Written(tensors, numbers));
                }
                run.step();
            }
            expected = run.picture();
        }
        assertThat(numbers.get("scene.passes")).isPositive();
        try (Run run = preparation.newRun()) {
            run.state(new SavedStateTest.Read(tensors, numbers));
            run.measure();
            while (run.iteration() < 5) {
                run.step();
            }
            assertThat(run.picture()).isEqualTo(expected);
        }
    }

    @Test
    void whatIsNotDecidedYetIsNotTouchedByTheOptimisation() {
        // What the first passes decide is drawn after the step, and not touched either.
        assertThat(afterOneStep("0.2")).isEqualTo(afterOneStep("0.001"));
    }

    private float[] afterOneStep(String stepSize) {
        Settings settings = Defaults.complete(prompts("a castle"), networks)
                .with(Control.CUTOUTS, 2)
                .with(Control.SEED, 5L)
                .with(Control.STEP_SIZE, Schedule.parse(stepSize))
                .with(Control.ITERATIONS, 8);
        try (Run run = Preparation.of(networks, settings).newRun()) {
            run.step();
            return run.parameters();
        }
    }

    @Test
    void theDryRunFindsTheMemoryOfASketch() {
        Settings settings = Defaults.complete(prompts("two red apples"), networks)
                .with(Control.SIZE, new Size(64, 64))
                .with(Control.CUTOUTS, 2)
                .with(Control.SEED, 5L)
                .with(Control.ITERATIONS, 2);
        Preparation preparation = Preparation.of(networks, settings);
        try (Run run = preparation.newRun()) {
            run.step();
            assertThat(run.arrayBytes()).isEqualTo(preparation.arrayBytes());
        }
    }

    private static Settings prompts(String text) {
        return Settings.EMPTY.with(Control.PROMPTS, List.of(Prompt.of(text))).with(Control.START, Start.SKETCHED);
    }

    private Sketching sketching(Settings settings) {
        return Sketching.of(settings, networks).get(0);
    }

    private Optional<String> text(Prompt... prompts) {
        Settings settings =
                Settings.EMPTY.with(Control.PROMPTS, List.of(prompts)).with(Control.START, Start.SKETCHED);
        return Sketching.of(settings, networks).stream().map(Sketching::text).findFirst();
    }

    private Sketching castle(int steps) {
        return sketching(prompts("a castle").with(Control.ITERATIONS, steps));
    }

    private Congealing congealing(int steps) {
        return new Congealing(castle(steps), paper, this::condition, tape);
    }

    private Condition condition() {
        return sketching(prompts("a castle"))
                .condition(new VqganCodec(networks.vqgan(), tape), Draws.of(1).random(0, "test"));
    }

    private static void act(Scene scene, int step) {
        scene.act(step, NO_CANVAS, Draws.of(1).random(step, "scene"));
    }

    /** Codes that nothing but the sketch changes. */
    private static final class Paper implements Easel {
        private final int side;
        private final int[] codes;
        private final boolean[] drawn;

        private Paper(int side) {
            this.side = side;
            this.codes = new int[side * side];
            this.drawn = new boolean[side * side];
            Arrays.fill(codes, MUD);
        }

        @Override
        public int[] present(Sketch sketch) {
            return codes.clone();
        }

        @Override
        public void draw(Sketch sketch, Sketch before) {
            for (int i = 0; i < codes.length; i++) {
                assertThat(before.isDecided(i)).isEqualTo(drawn[i]);
                assertThat(sketch.isDecided(i) || !drawn[i]).isTrue();
                assertThat(drawn[i] ? sketch.codes()[i] : codes[i]).isEqualTo(codes[i]);
                drawn[i] = sketch.isDecided(i);
                codes[i] = drawn[i] ? sketch.codes()[i] : codes[i];
            }
        }

        @Override
        public void restore(Sketch sketch) {
            for (int i = 0; i < codes.length; i++) {
                codes[i] = sketch.isDecided(i) ? codes[i] : MUD;
            }
        }

        @Override
        public void state(State state) {}

        /** How many codes were drawn. */
        private int drawn() {
            int count = 0;
            for (boolean one : drawn) {
                count += one ? 1 : 0;
            }
            return count;
        }
    }
}
