package io.github.congeal.control;

/**
 * Half a period of a cosine, repeated: "SGDR: Stochastic Gradient Descent with Warm Restarts", formula 5, as in torch's
 * {@code CosineAnnealingWarmRestarts}.
 *
 * @param from the number at each beginning
 * @param to the number that is approached
 * @param first the length of the first half period
 * @param growth the factor of the length from each half period to the next, at least 1
 */
record RestartSchedule(double from, double to, Span first, double growth) implements Schedule {
    RestartSchedule {
        Range.atLeast(1).require("the growth of a cosine's periods", growth);
    }

    @Override
    public double at(int step, int steps) {
        double period = first.steps(steps);
        double position = step;
        while (growth > 1 && position >= period) {
            position -= period;
            period *= growth;
        }
        double wave = (1 + Math.cos(Math.PI * (position % period) / period)) / 2;
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
        String grows = growth == 1 ? "" : ", " + Numbers.write(growth);
        return "cosine(%s, %s, %s%s)".formatted(Numbers.write(from), Numbers.write(to), first, grows);
    }
}
