package io.github.congeal.benchmarks;

import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.LayerNormalization;
import io.github.congeal.internal.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What is between the products: over [1, side, side, 128] as in the decoder, and over as many tokens of 768. A gradient
 * that is changed in place begins as a copy, or it would dwindle to nothing; {@link #copy} tells what that costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NormalizationBenchmark {
    private static final int CHANNELS = 128;
    private static final int WIDTH = 768;
    private static final int GROUPS = 32;

    /** The picture's side. */
    @Param({"240", "480"})
    public int side;

    private final Arrays arrays = new Arrays();
    private final GroupNormalization groupNorm =
            new GroupNormalization(GROUPS, 1e-6, arrays.values(CHANNELS), arrays.values(CHANNELS), true);
    private final LayerNormalization layerNorm =
            new LayerNormalization(1e-5, arrays.values(WIDTH), arrays.values(WIDTH));
    private Tensor x = arrays.random(1);
    private Tensor out = x;
    private Tensor statistics = x;
    private Tensor bias = x;
    private Tensor tokens = x;
    private Tensor tokensOut = x;
    private Tensor tokenGradient = x;
    private Tensor deviations = x;

    /** Makes what is normalised. */
    @Setup(Level.Trial)
    public void fill() {
        x = arrays.random(1, side, side, CHANNELS);
        out = arrays.random(1, side, side, CHANNELS);
        statistics = arrays.random(1, 2, GROUPS);
        bias = arrays.random(CHANNELS);
        long rows = (long) side * side * CHANNELS / WIDTH;
        tokens = arrays.random(rows, WIDTH);
        tokensOut = arrays.random(rows, WIDTH);
        tokenGradient = arrays.random(rows, WIDTH);
        deviations = arrays.random(rows, 1);
        arrays.kernels().groupNormalize(groupNorm, x, statistics, out);
        arrays.kernels().layerNormalize(layerNorm, tokens, deviations, tokensOut);
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void free() {
        arrays.close();
    }

    /** GroupNorm and swish. */
    @Benchmark
    public void groupNorm() {
        arrays.kernels().groupNormalize(groupNorm, x, statistics, out);
    }

    /** Their gradient. */
    @Benchmark
    public void groupNormBackward() {
        arrays.kernels().copy(x, out);
        arrays.kernels().groupNormalizeBackward(groupNorm, x, statistics, out);
    }

    /** Swish. */
    @Benchmark
    public void swish() {
        arrays.kernels().swish(x, 1, out);
    }

    /** The gradient of swish. */
    @Benchmark
    public void swishBackward() {
        arrays.kernels().copy(x, out);
        arrays.kernels().swishBackward(x, 1, out);
    }

    /** LayerNorm. */
    @Benchmark
    public void layerNorm() {
        arrays.kernels().copy(x.reshape(tokens.shape()), tokens);
        arrays.kernels().layerNormalize(layerNorm, tokens, deviations, tokensOut);
    }

    /** The gradient of LayerNorm. */
    @Benchmark
    public void layerNormBackward() {
        arrays.kernels().copy(tokens, tokenGradient);
        arrays.kernels().layerNormalizeBackward(layerNorm, tokens, deviations, tokenGradient);
    }

    /** A copy. */
    @Benchmark
    public void copy() {
        arrays.kernels().copy(x, out);
    }

    /** Adding one picture to another. */
    @Benchmark
    public void add() {
        arrays.kernels().add(out, x);
    }

    /** Adding a number of its own to each channel. */
    @Benchmark
    public void addBias() {
        arrays.kernels().addBias(out, bias);
    }
}
