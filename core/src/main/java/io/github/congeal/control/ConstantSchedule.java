package io.github.congeal.control;

/** A number that does not change. */
record ConstantSchedule(double value) implements Schedule {
    @Override
    public double at(int step, int steps) {
        return value;
    }

    @Override
    public double least() {
        return value;
    }

    @Override
    public double greatest() {
        return value;
    }

    @Override
    public String toString() {
        return Numbers.write(value);
    }
}
