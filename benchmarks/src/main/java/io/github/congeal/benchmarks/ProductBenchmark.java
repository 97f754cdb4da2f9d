package io.github.congeal.benchmarks;

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

/** The matrix products of CLIP's ViT-B/32, for chunks of several sizes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ProductBenchmark {
    private static final int TOKENS = 50;
    private static final int HEADS = 12;

    /** How many cutouts go through CLIP at once. */
    @Param({"4", "16", "64"})
    public int cutouts;

    private final Arrays arrays = new Arrays();
    private Tensor x = arrays.random(1);
    private Tensor weights = x;
    private Tensor grown = x;
    private Tensor heads = x;
    private Tensor scores = x;

    /** Makes what is multiplied. */
    @Setup(Level.Trial)
    public void fill() {
        int width = 64 * HEADS;
        x = arrays.random((long) cutouts * TOKENS, width);
        weights = arrays.random(4L * width, width);
        grown = arrays.random((long) cutouts * TOKENS, 4L * width);
        heads = arrays.random((long) cutouts * HEADS, TOKENS, 64);
        scores = arrays.random((long) cutouts * HEADS, TOKENS, TOKENS);
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void free() {
        arrays.close();
    }

    /** Into the middle of a block: [tokens, 768] by [3072, 768], the latter turned. */
    @Benchmark
    public void multiplyTurned() {
        arrays.kernels().multiply(x, false, weights, true, grown);
    }

    /** Its gradient: [tokens, 3072] by [3072, 768]. */
    @Benchmark
    public void multiply() {
        arrays.kernels().multiply(grown, false, weights, false, x);
    }

    /** The scores of all heads. */
    @Benchmark
    public void multiplyHeads() {
        arrays.kernels().multiply(heads, false, heads, true, scores);
    }

    /** Softmax of the scores. */
    @Benchmark
    public void softmax() {
        arrays.kernels().softmax(scores, scores);
    }
}
