package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.Launch;
import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import io.github.congeal.internal.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The colour changes of cutouts and their gradient.
 *
 * @param kernels the kernels of the run
 * @param order the changes in their order, at most five
 */
record Colouring(GpuPrimitives kernels, List<ColourChange> order) {
    private static final int MOST = 5;
    private static final int WORDS = 5;

    /** Whether the kernels support this number of changes. */
    static boolean suits(List<ColourChange> order) {
        return order.size() <= MOST;
    }

    void forward(Tensor pixels, List<@Nullable ColourFactors> factors) {
        try (Table table = table(factors)) {
            end(kernels.launch("colour", pixels, table.send()), pixels);
        }
    }

    void backward(Tensor input, List<@Nullable ColourFactors> factors, Tensor gradient) {
        try (Table table = table(factors)) {
            end(kernels.launch("colour_backward", input, table.send(), gradient), gradient);
        }
    }

    private Table table(List<@Nullable ColourFactors> factors) {
        Table table = new Table(kernels.buffers(), factors.size() * WORDS);
        for (ColourFactors each : factors) {
            ColourFactors own = each == null ? ColourFactors.NONE : each;
            table.real(own.brightness())
                    .real(own.contrast())
                    .real(own.saturation())
                    .real(own.hue())
                    .integer(each == null ? 0 : 1);
        }
        return table;
    }

    private void end(Launch launch, Tensor pixels) {
        ByteBuffer structure = launch.structure().putInt(order.size());
        order.forEach(change -> structure.putInt(change.ordinal()));
        long count = pixels.length() / 3;
        launch.integer(Math.toIntExact(pixels.dimension(1))).whole(count).each(count);
    }
}
