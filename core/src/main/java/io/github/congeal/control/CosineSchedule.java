package io.github.congeal.control;

/** Half a period of a cosine, as in "SGDR: Stochastic Gradient Descent with Warm Restarts", formula 5. */
record CosineSchedule(double from, double to) implements Schedule {
    @Override
    public double at(int step, int steps) {
        double progress = steps == 0 ? 0 : Math.min((double) step / steps, 1);
        double wave = (1 + Math.cos(Math.PI * progress)) / 2;
        return wave * from + (1 - wave) * to;
    }

    @Override
    public double least() {
        return Math.min(from, to);
    }

    @Override
    public double greatest() {
        return Math.max(from, to);
    }

    @Override
    public String toString() {
        return "cosine(%s, %s)".formatted(Numbers.write(from), Numbers.write(to));
    }
}
