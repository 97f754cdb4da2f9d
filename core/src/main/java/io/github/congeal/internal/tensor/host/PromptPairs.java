package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.PromptTarget;

/** The distances of embeddings from the targets of one prompt, pair by pair. */
final class PromptPairs {
    /** Targets of length 1, {@code [count, width]}. */
    private final double[] targets;

    private final int count;
    private final int width;
    private final double weight;
    private final double stop;

    PromptPairs(PromptTarget prompt) {
        this.targets = prompt.directions();
        this.count = prompt.count();
        this.width = prompt.width();
        this.weight = prompt.weight();
        this.stop = prompt.stop();
    }

    /**
     * The part of the loss that comes from one chunk, and its gradient. The parts of all chunks add up to the loss.
     *
     * @param embeddings of the chunk's cutouts, {@code [rows, width]}, not normalised
     * @param rows the number of cutouts in the chunk
     * @param total the number of cutouts in all chunks
     * @param gradient with respect to the embeddings, {@code [rows, width]}, added to
     */
    double add(float[] embeddings, int rows, int total, float[] gradient) {
        double[] direction = new double[width];
        double[] toDirection = new double[width];
        double scale = Math.abs(weight) / ((double) total * count);
        double loss = 0;
        for (int i = 0; i < rows; i++) {
            double length = length(embeddings, i * width);
            for (int d = 0; d < width; d++) {
                direction[d] = embeddings[i * width + d] / Math.max(length, PromptTarget.SHORTEST);
                toDirection[d] = 0;
            }
            for (int j = 0; j < count; j++) {
                loss += scale * pair(direction, j, scale, toDirection);
            }
            // A row of zeros has no direction, and its gradient would be divided by nearly zero.
            if (length > PromptTarget.SHORTEST) {
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
            // Where the two coincide, angle / half tends to 1; where they are opposite, the gradient is not defined.
            double slope = half > 0 ? angle / half : 1;
            double cosine = Math.sqrt(1 - half * half);
            double factor = cosine > PromptTarget.SHORTEST ? scale * sign * slope / cosine : 0;
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
