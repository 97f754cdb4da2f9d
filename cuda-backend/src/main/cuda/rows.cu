// Sums, means and least numbers of rows: a warp for each row, eight rows for each block of 256 threads.
#pragma once
#include "device.h"

#define EACH_ROW(row, rows)                                                   \
    int lane = threadIdx.x % 32;                                              \
    for (long long row = blockIdx.x * 8LL + threadIdx.x / 32; row < (rows); row += gridDim.x * 8LL)

KERNEL(sum_rows)(const float* x, float* out, long long rows, int width) {
    EACH_ROW(row, rows) {
        float sum = 0;
        for (int i = lane; i < width; i += 32) sum += x[row * width + i];
        sum = warp_sum(sum);
        if (lane == 0) out[row] = sum;
    }
}
/** Sums of the products of numbers in two arrays, times a factor, over a share for each block of 128 threads. */
KERNEL(sum_products)(const float* x, const float* y, float factor, float* partials, long long count) {
    double sum = 0;
    EACH(i, count) sum += (double)x[i] * y[i];
    sum = block_sum(sum);
    if (threadIdx.x == 0) partials[blockIdx.x] = (float)(sum * factor);
}
/** Sums of columns over a share of the rows for each block along y: [shares, width]. */
KERNEL(sum_columns)(const float* x, float* partials, long long rows, int width) {
    __shared__ float sums[8][32];
    int column = blockIdx.x * 32 + threadIdx.x % 32, own = threadIdx.x / 32;
    long long share = (rows + gridDim.y - 1) / gridDim.y, end = min(rows, (blockIdx.y + 1) * share);
    float sum = 0;
    if (column < width)
        for (long long row = blockIdx.y * share + own; row < end; row += 8) sum += x[row * width + column];
    sums[own][threadIdx.x % 32] = sum;
    __syncthreads();
    if (own == 0 && column < width) {
        float total = 0;
        for (int i = 0; i < 8; i++) total += sums[i][threadIdx.x];
        partials[(long long)blockIdx.y * width + column] = total;
    }
    __syncthreads();
}
/** The sums of columns out of those of shares. */
KERNEL(sum_shares)(const float* partials, float* out, int shares, int width) {
    EACH(i, width) {
        float sum = 0;
        for (int share = 0; share < shares; share++) sum += partials[(long long)share * width + i];
        out[i] = sum;
    }
}

// ---------------------------------------------------------------- softmax

template <typename T>
__device__ __forceinline__ void softmax(const T* x, T* out, long long rows, int width) {
    EACH_ROW(row, rows) {
        const T* from = x + row * width;
        T* to = out + row * width;
        T most = from[0];
        for (int i = lane; i < width; i += 32) most = from[i] > most ? from[i] : most;
        most = warp_max(most);
        T sum = 0;
        for (int i = lane; i < width; i += 32) sum += exp(from[i] - most);
        sum = warp_sum(sum);
        for (int i = lane; i < width; i += 32) to[i] = exp(from[i] - most) / sum;
    }
}
KERNEL(softmax_float)(const float* x, float* out, long long rows, int width) { softmax(x, out, rows, width); }
KERNEL(softmax_double)(const double* x, double* out, long long rows, int width) { softmax(x, out, rows, width); }

KERNEL(softmax_backward)(const float* probabilities, float* gradient, long long rows, int width) {
    EACH_ROW(row, rows) {
        const float* p = probabilities + row * width;
        float* g = gradient + row * width;
        float sum = 0;
        for (int i = lane; i < width; i += 32) sum += p[i] * g[i];
        sum = warp_sum(sum);
        for (int i = lane; i < width; i += 32) g[i] = p[i] * (g[i] - sum);
    }
}

// ---------------------------------------------------------------- layer normalisation

/** In place, and with gain and bias into out. */
KERNEL(layer_normalize)(float* x, const float* gain, const float* bias, float epsilon, float* deviations, float* out, long long rows, int width) {
    EACH_ROW(row, rows) {
        float* own = x + row * width;
        float sum = 0, squares = 0;
        for (int i = lane; i < width; i += 32) sum += own[i];
        float mean = warp_sum(sum) / width;
        for (int i = lane; i < width; i += 32) squares += (own[i] - mean) * (own[i] - mean);
        float deviation = 1 / sqrtf(warp_sum(squares) / width + epsilon);
        for (int i = lane; i < width; i += 32) {
            float normalised = (own[i] - mean) * deviation;
            own[i] = normalised;
            out[row * width + i] = normalised * gain[i] + bias[i];
        }
        if (lane == 0) deviations[row] = deviation;
    }
}
KERNEL(layer_normalize_backward)(const float* normalised, const float* gain, const float* deviations, float* gradient, long long rows, int width) {
    EACH_ROW(row, rows) {
        const float* n = normalised + row * width;
        float* g = gradient + row * width;
        float sum = 0, product = 0;
        for (int i = lane; i < width; i += 32) {
            float d = g[i] * gain[i];
            sum += d;
            product += d * n[i];
        }
        float mean = warp_sum(sum) / width, along = warp_sum(product) / width;
        for (int i = lane; i < width; i += 32) g[i] = (g[i] * gain[i] - mean - n[i] * along) * deviations[row];
    }
}

// ---------------------------------------------------------------- least numbers

/** The smaller of the lanes' numbers and its place; of equal ones the first. */
template <typename T>
__device__ __forceinline__ void warp_least(T& value, int& place) {
    for (int mask = 16; mask; mask /= 2) {
        T other = shuffle_xor(value, mask);
        int otherPlace = shuffle_xor(place, mask);
        if (other < value || (other == value && otherPlace < place)) {
            value = other;
            place = otherPlace;
        }
    }
}
template <typename T>
__device__ __forceinline__ void least_of_rows(const T* x, long long* out, long long rows, int width) {
    EACH_ROW(row, rows) {
        const T* own = x + row * width;
        int place = lane < width ? lane : 0;
        T value = own[place];
        for (int i = lane + 32; i < width; i += 32)
            if (own[i] < value) {
                value = own[i];
                place = i;
            }
        warp_least(value, place);
        if (lane == 0) out[row] = place;
    }
}
KERNEL(least_of_rows_float)(const float* x, long long* out, long long rows, int width) { least_of_rows(x, out, rows, width); }
KERNEL(least_of_rows_double)(const double* x, long long* out, long long rows, int width) { least_of_rows(x, out, rows, width); }

// ---------------------------------------------------------------- nearest codes, in float32 without tensor cores

constexpr int SEARCH_ROWS = 64, SEARCH_CODES = 64, SEARCH_DEPTH = 16;

/**
 * The nearest among a share of the codes for each vector: [rows, shares] distances (less the vector's own square) and
 * places. A block of 256 threads has 64 vectors, and goes through the share's codes 64 at a time.
 */
KERNEL(nearest_of_shares)(const float* vectors, const float* codes, const float* squares, float* distances, int* places, int rows, int count, int width, int share) {
    __shared__ float z[SEARCH_DEPTH][SEARCH_ROWS + 4], e[SEARCH_DEPTH][SEARCH_CODES + 4];
    int own = threadIdx.x / 16, other = threadIdx.x % 16;  // 16 x 16 threads, each with 4 x 4 products
    int firstRow = blockIdx.x * SEARCH_ROWS;
    int from = blockIdx.y * share, end = min(count, from + share);
    float best[4];
    int place[4];
    for (int i = 0; i < 4; i++) {
        best[i] = 3.4e38f;
        place[i] = from;
    }
    for (int first = from; first < end; first += SEARCH_CODES) {
        float sums[4][4] = {};
        for (int depth = 0; depth < width; depth += SEARCH_DEPTH) {
            for (int i = threadIdx.x; i < SEARCH_ROWS * SEARCH_DEPTH; i += 256) {
                int row = i / SEARCH_DEPTH, d = i % SEARCH_DEPTH;
                bool inside = depth + d < width;
                z[d][row] = inside && firstRow + row < rows ? vectors[(long long)(firstRow + row) * width + depth + d] : 0;
                e[d][row] = inside && first + row < end ? codes[(long long)(first + row) * width + depth + d] : 0;
            }
            __syncthreads();
            for (int d = 0; d < SEARCH_DEPTH; d++)
                for (int i = 0; i < 4; i++)
                    for (int j = 0; j < 4; j++) sums[i][j] += z[d][own * 4 + i] * e[d][other * 4 + j];
            __syncthreads();
        }
        for (int j = 0; j < 4; j++) {
            int code = first + other * 4 + j;
            if (code < end)
                for (int i = 0; i < 4; i++) {
                    float distance = squares[code] - 2 * sums[i][j];
                    if (distance < best[i]) {
                        best[i] = distance;
                        place[i] = code;
                    }
                }
        }
    }
    for (int i = 0; i < 4; i++) {
        for (int mask = 8; mask; mask /= 2) {  // among the 16 threads of a row
            float value = shuffle_xor(best[i], mask);
            int where = shuffle_xor(place[i], mask);
            if (value < best[i] || (value == best[i] && where < place[i])) {
                best[i] = value;
                place[i] = where;
            }
        }
        int row = firstRow + own * 4 + i;
        if (other == 0 && row < rows) {
            distances[(long long)row * gridDim.y + blockIdx.y] = best[i];
            places[(long long)row * gridDim.y + blockIdx.y] = place[i];
        }
    }
}
KERNEL(nearest_of_all)(const float* distances, const int* places, long long* out, long long rows, int shares) {
    EACH(row, rows) {
        long long best = row * shares;
        for (int i = 1; i < shares; i++)
            if (distances[row * shares + i] < distances[best]) best = row * shares + i;
        out[row] = places[best];
    }
}
