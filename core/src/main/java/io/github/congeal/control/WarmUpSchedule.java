package io.github.congeal.control;

/** Another schedule with a warm-up, during which its numbers are multiplied by a factor that rises linearly to 1. */
record WarmUpSchedule(Span length, Schedule then) implements Schedule {
    @Override
    public double at(int step, int steps) {
        return Math.min(1, (step + 1) / length.steps(steps)) * then.at(step, steps);
    }

    @Override
    public double least() {
        return then.least() > 0 ? then.least() / length.most() : then.least();
    }

    @Override
    public double greatest() {
        return then.greatest() < 0 ? then.greatest() / length.most() : then.greatest();
    }

    @Override
    public String toString() {
        return "warmup(%s, %s)".formatted(length, then);
    }
}
