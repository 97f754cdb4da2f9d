package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sum of the losses of each picture of a run, from that before the first step on. */
final class LossHistory implements Saved {
    private static final String LOSS = "loss";

    private final List<Double> losses = new ArrayList<>();

    /** Records the loss of a picture; if the same picture comes twice, the second loss replaces the first. */
    void see(int taken, double loss) {
        while (losses.size() > taken) {
            losses.remove(losses.size() - 1);
        }
        losses.add(loss);
    }

    /** The losses in a saved state. */
    static List<Double> of(Map<String, Long> numbers) {
        List<Double> losses = new ArrayList<>();
        for (Long bits = numbers.get(LOSS + 0); bits != null; bits = numbers.get(LOSS + losses.size())) {
            losses.add(Double.longBitsToDouble(bits));
        }
        return losses;
    }

    @Override
    public void state(State state) {
        int count = state.count("count", losses.size());
        for (int i = 0; i < count; i++) {
            double loss = state.real(LOSS + i, i < losses.size() ? losses.get(i) : 0);
            if (i < losses.size()) {
                losses.set(i, loss);
            } else {
                losses.add(loss);
            }
        }
    }
}
