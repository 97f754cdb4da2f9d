package io.github.congeal.benchmarks;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** The convolutions of the f16 decoder at 480x480, from the highest resolution to the lowest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConvolutionBenchmark {
    /** The picture's side, and the channels that go in and come out. */
    @Param({"480x128x128", "240x128x128", "120x256x256", "60x256x256", "30x512x512", "480x128x3"})
    public String shape = "";

    private final Arrays arrays = new Arrays();
    private Tensor x = arrays.random(1);
    private @Nullable Filter filter;
    private Tensor out = x;

    /** Makes what is convolved. */
    @Setup(Level.Trial)
    public void fill() {
        String[] sizes = shape.split("x");
        int side = Integer.parseInt(sizes[0]);
        int inputs = Integer.parseInt(sizes[1]);
        int outputs = Integer.parseInt(sizes[2]);
        x = arrays.random(1, side, side, inputs);
        filter = arrays.device()
                .filter(
                        Convolution.of(inputs, outputs, 3),
                        arrays.values(9 * inputs * outputs),
                        arrays.values(outputs),
                        Tensor.Precision.FLOAT,
                        true);
        out = arrays.random(1, side, side, outputs);
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void free() {
        Objects.requireNonNull(filter).free();
        arrays.close();
    }

    /** 3x3, same size. */
    @Benchmark
    public void convolve() {
        arrays.kernels().convolve(x, Objects.requireNonNull(filter), out);
    }
}
