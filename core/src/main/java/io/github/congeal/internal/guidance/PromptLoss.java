package io.github.congeal.internal.guidance;

/**
 * How far cutouts are from a prompt: half the squared angle between their embeddings, averaged over all pairs of a
 * cutout and a target embedding. A negative weight drives the picture away.
 *
 * <p>The value is the plain distance; the gradient is nothing for pairs that are already nearer than the stop. Computed
 * in double, because near its target the angle is a small difference of large numbers.
 */
public final class PromptLoss {
    /** Below this length an embedding has no direction. */
    static final double SHORTEST = 1e-12;

    /** Targets of length 1, {@code [targets, width]}. */
    private final double[] targets;

    private final int count;
    private final int width;
    private final double weight;
    private final double stop;

    /**
     * The loss of one prompt.
     *
     * @param targets embeddings, {@code [count, width]}: one for a text, one per cutout for a picture
     * @param width the embeddings' width
     * @param weight how much the prompt counts; negative to avoid it
     * @param stop the distance (times the weight's sign) below which a pair is left alone; negative infinity for never
     */
    public PromptLoss(float[] targets, int width, double weight, double stop) {
        this.width = width;
        this.count = targets.length / width;
        this.weight = weight;
        this.stop = stop;
        this.targets = new double[targets.length];
        for (int j = 0; j < count; j++) {
            double length = Math.max(length(targets, j * width), SHORTEST);
            for (int d = 0; d < width; d++) {
                this.targets[j * width + d] = targets[j * width + d] / length;
            }
        }
    }

    /** Targets of length 1, {@code [count, width]}. */
    double[] targets() {
        return targets.clone();
    }

    /** How many targets there are. */
    int count() {
        return count;
    }

    double weight() {
        return weight;
    }

    double stop() {
        return stop;
    }

    /**
     * The part of the loss that some of the cutouts make up, and its gradient. The parts of all chunks add up to the
     * loss.
     *
     * @param embeddings of the chunk's cutouts, {@code [rows, width]}, of any length
     * @param rows how many cutouts the chunk has
     * @param total how many cutouts there are in all
     * @param gradient with respect to the embeddings, {@code [rows, width]}, added to
     */
    public double add(float[] embeddings, int rows, int total, float[] gradient) {
        double[] direction = new double[width];
        double[] toDirection = new double[width];
        double scale = Math.abs(weight) / ((double) total * count);
        double loss = 0;
        for (int i = 0; i < rows; i++) {
            double length = length(embeddings, i * width);
            for (int d = 0; d < width; d++) {
                direction[d] = embeddings[i * width + d] / Math.max(length, SHORTEST);
                toDirection[d] = 0;
            }
            for (int j = 0; j < count; j++) {
                loss += scale * pair(direction, j, scale, toDirection);
            }
            // A row of zeros has no direction to turn to; a gradient there would only be enormous.
            if (length > SHORTEST) {
                double along = 0;
                for (int d = 0; d < width; d++) {
                    along += direction[d] * toDirection[d];
                }
                for (int d = 0; d < width; d++) {
                    gradient[i * width + d] += (float) ((toDirection[d] - along * direction[d]) / length);
                }
            }
        }
        return loss;
    }

    /** The signed distance of a direction from target {@code j}; adds its gradient times {@code scale}. */
    private double pair(double[] direction, int j, double scale, double[] gradient) {
        double squares = 0;
        for (int d = 0; d < width; d++) {
            double difference = direction[d] - targets[j * width + d];
            squares += difference * difference;
        }
        double half = Math.min(Math.sqrt(squares) / 2, 1);
        double angle = Math.asin(half);
        double sign = Math.signum(weight);
        double distance = sign * 2 * angle * angle;
        if (distance >= stop) {
            // Where the two meet, angle / half tends to 1; where they are opposite, no direction is downhill.
            double slope = half > 0 ? angle / half : 1;
            double cosine = Math.sqrt(1 - half * half);
            double factor = cosine > SHORTEST ? scale * sign * slope / cosine : 0;
            for (int d = 0; d < width; d++) {
                gradient[d] += factor * (direction[d] - targets[j * width + d]);
            }
        }
        return distance;
    }

    /** The Euclidean length of the row that begins at {@code offset}. */
    private double length(float[] rows, int offset) {
        double squares = 0;
        for (int d = 0; d < width; d++) {
            squares += (double) rows[offset + d] * rows[offset + d];
        }
        return Math.sqrt(squares);
    }
}
