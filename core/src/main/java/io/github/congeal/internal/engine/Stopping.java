package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Ending;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Stop;
import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.State;
import java.util.List;
import java.util.Optional;

/** Decides when a run ends, by its steps and losses; time limits are applied by the caller. */
final class Stopping implements Saved {
    private static final StopRule NEVER = (taken, loss, acting) -> Optional.empty();

    private final List<StopRule> rules;
    private final int steps;
    private Optional<Ending> ending = Optional.empty();

    Stopping(Settings settings) {
        this.steps = settings.get(Control.ITERATIONS);
        this.rules = settings.get(Control.STOPS).stream().map(Stopping::rule).toList();
    }

    private static StopRule rule(Stop stop) {
        if (stop instanceof Stop.Congealed congealed) {
            return new CongealedRule(congealed);
        }
        if (stop instanceof Stop.Below below) {
            return (taken, loss, acting) -> when(loss < below.loss(), Ending.LOSS);
        }
        if (stop instanceof Stop.After after) {
            return (taken, loss, acting) -> when(taken >= after.steps(), Ending.STEPS);
        }
        return NEVER;
    }

    private static Optional<Ending> when(boolean met, Ending ending) {
        return met ? Optional.of(ending) : Optional.empty();
    }

    /** Takes a measured picture into account: see {@link StopRule#see}. */
    void see(int taken, double loss, boolean acting) {
        ending = when(taken >= steps, Ending.STEPS);
        for (StopRule rule : rules) {
            // Every rule is asked, because each keeps its own state.
            Optional<Ending> other = rule.see(taken, loss, acting);
            ending = ending.isPresent() ? ending : other;
        }
    }

    /** Why the run ends with the last picture; empty if it continues. */
    Optional<Ending> ending() {
        return ending;
    }

    @Override
    public void state(State state) {
        for (int i = 0; i < rules.size(); i++) {
            rules.get(i).state(state.of("rule" + i));
        }
    }
}
