package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.DivergedException;
import io.github.congeal.control.Control;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.CutoutMethods;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.guidance.Weighting;
import io.github.congeal.internal.tensor.Tape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final int STEPS = 3;
    /** More than one chunk, and not a whole number of them. */
    private static final int CUTOUTS = 16 + 3;

    private static Networks networks;
    private static List<Goal> goals;

    @BeforeAll
    static void load() {
        StepFixture fixture = StepFixture.load();
        networks = fixture.networks();
        goals = fixture.goals();
    }

    @AfterAll
    static void close() {
        networks.close();
    }

    @Test
    void nothingIsAllocatedAfterTheFirstStep() {
        try (Run run = run(settings(1))) {
            run.step();
            int created = run.arraysCreated();
            for (int i = 0; i < STEPS; i++) {
                run.step();
            }
            assertThat(run.arraysCreated()).isEqualTo(created).isPositive();
        }
    }

    @Test
    void takesTheMemoryThatTheDryRunFound() {
        Preparation preparation = prepare(settings(1), goals, new RandomCodes());
        try (Run run = preparation.newRun()) {
            run.step();
            assertThat(run.arrayBytes()).isEqualTo(preparation.arrayBytes());
        }
    }

    @Test
    void regularisersNeedWhatTheDryRunFoundAndNothingLater() {
        Settings all = settings(1)
                .withText(
                        Control.REGULARIZERS,
                        "total-variation(weight=0: 0 | 100%: 2) | total-variation(form=anisotropic, of=latent)"
                                + " | smoothness(form=log) | smoothness(form=clipped) | saturation | contrast | gamut"
                                + " | symmetry(about=half-turn) | edges(left=3, top=0) | palette(colours=navy #ff8000)");
        Preparation preparation = prepare(all, goals, new RandomCodes());
        try (Run run = preparation.newRun()) {
            run.step();
            int created = run.arraysCreated();
            run.step();
            assertThat(run.arraysCreated()).isEqualTo(created);
            assertThat(run.arrayBytes()).isEqualTo(preparation.arrayBytes());
            assertThat(run.lossNames()).endsWith("gamut", "symmetry", "edges", "palette");
        }
    }

    @Test
    void theSameSeedGivesTheSamePixelsAndLosses() throws Exception {
        assertThat(trace(settings(5))).isEqualTo(trace(settings(5)));
        assertThat(trace(settings(5))).isNotEqualTo(trace(settings(6)));
    }

    @Test
    void theSameCutoutsAreSeenUntilTheyAreDrawnAnew() {
        Settings still = settings(1).with(Control.STEP_SIZE, Schedule.constant(1e-30));
        List<Double> losses = new ArrayList<>();
        try (Run run = run(still.with(Control.REDRAW, 2))) {
            for (int i = 0; i < 4; i++) {
                losses.add(run.losses()[0]);
                run.step();
            }
        }
        assertThat(losses.get(1)).isEqualTo(losses.get(0)).isNotEqualTo(losses.get(2));
        assertThat(losses.get(3)).isEqualTo(losses.get(2));
    }

    @Test
    void startsOfNeighbouringSeedsDoNotCorrelate() {
        for (long seed = 1; seed < 6; seed++) {
            assertThat(correlation(firstLatent(seed), firstLatent(seed + 1))).isBetween(-0.1, 0.1);
        }
    }

    private static float[] firstLatent(long seed) {
        Settings settings = Tasks.settings(256, 192, seed, 1);
        try (Run run = run(settings)) {
            return run.parameters();
        }
    }

    private static double correlation(float[] a, float[] b) {
        double meanA =
                IntStream.range(0, a.length).mapToDouble(i -> a[i]).average().orElseThrow();
        double meanB =
                IntStream.range(0, b.length).mapToDouble(i -> b[i]).average().orElseThrow();
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - meanA) * (b[i] - meanB);
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
        }
        return product / Math.sqrt(squaresA * squaresB);
    }

    @Test
    void twoRunsAtOnceDoNotDisturbEachOther() throws Exception {
        String five = trace(settings(5));
        String six = trace(settings(6));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<String>> both = List.of(() -> trace(settings(5)), () -> trace(settings(6)));
            List<String> together = new ArrayList<>();
            for (Future<String> one : threads.invokeAll(both)) {
                together.add(one.get());
            }
            assertThat(together).containsExactly(five, six);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void theLossFallsFromTheStart() {
        try (Run run =
                prepare(settings(2), goals.subList(0, 1), new RandomCodes()).newRun()) {
            double first = run.losses()[0];
            for (int i = 0; i < 20; i++) {
                run.step();
            }
            assertThat(run.losses()[0]).isLessThan(first);
        }
    }

    @Test
    void aTargetPullsThePictureTowardsIt() {
        BufferedImage image = new BufferedImage(90, 60, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 90; x++) {
            for (int y = 0; y < 60; y++) {
                image.setRGB(x, y, x * 2 << 16 | y * 4);
            }
        }
        Settings settings = Tasks.settings(48, 32, 3, 4);
        List<Goal> target = List.of(new TargetGoal("target", image, Weighting.constant(1, Double.NEGATIVE_INFINITY)));
        try (Run run = Tasks.prepare(
                                networks,
                                settings,
                                target,
                                new RandomCodes(),
                                CutoutMethods.of(io.github.congeal.control.CutoutMethod.PLAIN, 1))
                        .newRun();
                Run encoded = Tasks.prepare(
                                networks,
                                settings,
                                target,
                                new EncodedImage(image),
                                CutoutMethods.of(io.github.congeal.control.CutoutMethod.PLAIN, 1))
                        .newRun()) {
            double first = run.losses()[0];
            for (int i = 0; i < 20; i++) {
                run.step();
            }
            assertThat(run.losses()[0]).isLessThan(first);
            assertThat(encoded.picture()).hasSize(48 * 32 * 3).isNotEqualTo(run.picture());
        }
    }

    @Test
    void aRunWhoseLossIsNoNumberEnds() {
        int[] tokens = ((TextGoal) goals.get(0)).tokens();
        List<Goal> lost = List.of(goals.get(0), new TextGoal("fog", tokens, Weighting.constant(Double.NaN, 0)));

        assertThatThrownBy(() -> prepare(settings(1), lost, new RandomCodes()).newRun())
                .isInstanceOf(DivergedException.class)
                .hasMessageStartingWith("the loss of \"fog\" was NaN after step 0");
    }

    @Test
    void noFurtherGoalIsEmbeddedOnceTheRunIsCancelled() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Goal cancelling = new Cancelling(goals.get(0), cancelled);
        Preparation preparation = prepare(settings(1), List.of(cancelling, cancelling), new RandomCodes());

        assertThatThrownBy(() -> preparation.newRun(cancelled::get)).isInstanceOf(CancellationException.class);
    }

    /** A goal that cancels the run while it is embedded, and must not be embedded again. */
    private record Cancelling(Goal goal, AtomicBoolean cancelled) implements Goal {
        @Override
        public String name() {
            return goal.name();
        }

        @Override
        public int count(int cutouts) {
            return goal.count(cutouts);
        }

        @Override
        public float[] embed(
                Clip clip, CutoutMethod method, Settings settings, MemoryPlan plan, RandomGenerator random, Tape tape) {
            assertThat(cancelled.getAndSet(true)).isFalse();
            return goal.embed(clip, method, settings, plan, random, tape);
        }

        @Override
        public PromptLoss loss(float[] embeddings, int dimension, double share) {
            return goal.loss(embeddings, dimension, share);
        }
    }

    @Test
    void moreCutoutsThanJavasHeapHoldsAreRefused() {
        Settings settings = Tasks.settings(48, 32, 1, Integer.MAX_VALUE);

        assertThatThrownBy(() -> prepare(settings, goals, new RandomCodes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cutouts was 2147483647, which needs ")
                .hasMessageContaining("give at most ");
    }

    @Test
    void anInterruptEndsARunWithinAStep() {
        try (Run run = run(settings(1))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(run::step).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).as("the flag is still set").isTrue();
        }
    }

    private static Settings settings(long seed) {
        return Tasks.settings(48, 32, seed, CUTOUTS);
    }

    private static Preparation prepare(Settings settings, List<Goal> toDo, Start start) {
        return Tasks.prepare(
                networks, settings, toDo, start, CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1));
    }

    private static Run run(Settings settings) {
        return prepare(settings, goals, new RandomCodes()).newRun();
    }

    /** Everything that can be seen of a few steps. */
    private static String trace(Settings settings) {
        StringBuilder trace = new StringBuilder();
        try (Run run = run(settings)) {
            for (int i = 0; i <= STEPS; i++) {
                trace.append(Arrays.toString(run.losses())).append(Arrays.hashCode(run.picture()));
                run.step();
            }
        }
        return trace.toString();
    }
}
