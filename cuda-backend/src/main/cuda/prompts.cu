// Losses of embeddings against prompts, in float64: near its target an angle is a small difference of large numbers.
#pragma once
#include "device.h"

constexpr double SHORTEST = 1e-12;

/** Embeddings as points of the sphere, and their lengths; a block of 128 threads for each. */
KERNEL(prompt_directions)(const float* embeddings, double* directions, double* lengths, double* gradient, int width) {
    const float* own = embeddings + (long long)blockIdx.x * width;
    double squares = 0;
    for (int d = threadIdx.x; d < width; d += 128) squares += (double)own[d] * own[d];
    double length = sqrt(block_sum(squares));
    for (int d = threadIdx.x; d < width; d += 128) {
        directions[(long long)blockIdx.x * width + d] = own[d] / (length > SHORTEST ? length : SHORTEST);
        gradient[(long long)blockIdx.x * width + d] = 0;
    }
    if (threadIdx.x == 0) lengths[blockIdx.x] = length;
}
/** Adds one prompt's gradient, and tells each embedding's part of the loss. */
KERNEL(prompt_pairs)(const double* directions, const double* targets, double* gradient, double* losses, int count, int width, double scale, double sign, double stop) {
    const double* direction = directions + (long long)blockIdx.x * width;
    double* to = gradient + (long long)blockIdx.x * width;
    double loss = 0;
    for (int j = 0; j < count; j++) {
        const double* target = targets + (long long)j * width;
        double squares = 0;
        for (int d = threadIdx.x; d < width; d += 128) {
            double difference = direction[d] - target[d];
            squares += difference * difference;
        }
        double half = sqrt(block_sum(squares)) / 2;
        if (half > 1) half = 1;
        double angle = asin(half), distance = sign * 2 * angle * angle;
        loss += scale * distance;
        if (distance >= stop) {
            // Where the two meet, angle / half tends to 1; where they are opposite, no direction is downhill.
            double slope = half > 0 ? angle / half : 1, cosine = sqrt(1 - half * half);
            double factor = cosine > SHORTEST ? scale * sign * slope / cosine : 0;
            for (int d = threadIdx.x; d < width; d += 128) to[d] += factor * (direction[d] - target[d]);
        }
    }
    if (threadIdx.x == 0) losses[blockIdx.x] = loss;
}
KERNEL(prompt_sum)(const double* losses, double* sum, int rows) {
    if (blockIdx.x == 0 && threadIdx.x == 0)
        for (int i = 0; i < rows; i++) *sum += losses[i];
}
/** What of the gradient lies along the sphere, in place of the embeddings. */
KERNEL(prompt_gradient)(const double* directions, const double* lengths, const double* gradient, float* embeddings, int width) {
    const double* direction = directions + (long long)blockIdx.x * width;
    const double* from = gradient + (long long)blockIdx.x * width;
    double product = 0, length = lengths[blockIdx.x];
    for (int d = threadIdx.x; d < width; d += 128) product += direction[d] * from[d];
    double along = block_sum(product);
    // A row of zeros has no direction to turn to; a gradient there would only be enormous.
    for (int d = threadIdx.x; d < width; d += 128)
        embeddings[(long long)blockIdx.x * width + d] = length > SHORTEST ? (float)((from[d] - along * direction[d]) / length) : 0;
}
