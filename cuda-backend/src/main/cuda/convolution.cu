// Convolutions of pictures [N, H, W, C] by mma.sync, for every GPU from compute capability 8.0 on. A matrix product is a
// convolution by one pixel over a picture of one row.
#pragma once
#include "device.h"

/** What a convolution reads and where it puts it. */
struct Convolved {
    int pictures, height, width;        // of the input
    int down, across;                   // how many outputs are computed in each direction
    int inputBytes;                     // of a pixel's channels in one half
    int outputs;
    int side, step, pad;                // output (y, x) begins to read at (y * step - pad, x * step - pad)
    int spread;                         // outputs are stored so far apart, in pictures of spread * down x spread * across
    float factor;
};

/** Two numbers next to each other, as the sums of two bf16 each, or as one. */
__device__ __forceinline__ void put_split(float first, float second, u16* high, u16* low, long long pair) {
    u16 h[2], l[2];
    split_number(first, h[0], l[0]);
    split_number(second, h[1], l[1]);
    ((u32*)high)[pair] = (u32)h[1] << 16 | h[0];
    if (low) ((u32*)low)[pair] = (u32)l[1] << 16 | l[0];
}
/** Splits rows of numbers, and puts zeros behind each up to a width that convolutions like. */
KERNEL(split)(const float* x, u16* high, u16* low, int channels, int padded, long long pairs) {
    EACH(i, pairs) {
        int channel = (int)(i * 2 % padded);
        const float* from = x + i * 2 / padded * channels + channel;
        put_split(channel < channels ? from[0] : 0, channel + 1 < channels ? from[1] : 0, high, low, i);
    }
}
constexpr int TURNED_DEPTH = 64, TURNED_COLUMNS = 32;

/** Splits a matrix [depth, columns] as [columns, padded depth]: a block turns a part of it that it reads and writes row by row. */
KERNEL(split_transposed, __launch_bounds__(256))(const float* x, u16* high, u16* low, int depth, int columns, int padded) {
    __shared__ float part[TURNED_DEPTH][TURNED_COLUMNS + 1];
    int firstColumn = blockIdx.x * TURNED_COLUMNS, firstK = blockIdx.y * TURNED_DEPTH;
    for (int i = threadIdx.x; i < TURNED_DEPTH * TURNED_COLUMNS; i += 256) {
        int k = i / TURNED_COLUMNS, column = i % TURNED_COLUMNS;
        bool inside = firstK + k < depth && firstColumn + column < columns;
        part[k][column] = inside ? x[(long long)(firstK + k) * columns + firstColumn + column] : 0;
    }
    __syncthreads();
    for (int i = threadIdx.x; i < TURNED_COLUMNS * TURNED_DEPTH / 2; i += 256) {
        int column = i / (TURNED_DEPTH / 2), k = i % (TURNED_DEPTH / 2) * 2;
        if (firstColumn + column < columns && firstK + k < padded)
            put_split(part[k][column], part[k + 1][column], high, low, ((long long)(firstColumn + column) * padded + firstK + k) / 2);
    }
}

/** What is done to a sum before it is stored: times the factor, and then what is to be added, if anything is. */
__device__ __forceinline__ float finished(float sum, int channel, const float* bias, const float* added, const Convolved& s) {
    sum = sum * s.factor + (bias ? bias[channel] : 0);
    return added ? sum + added[channel] : sum;
}
/** Two outputs of a pixel next to each other, the second only where there is one; added: its numbers, as the output's. */
__device__ __forceinline__ void put_outputs(
    float* to, int channel, float first, float second, const float* bias, const float* added, const Convolved& s) {
    first = finished(first, channel, bias, added, s);
    to += channel;
    if (channel + 1 == s.outputs) {
        *to = first;
        return;
    }
    second = finished(second, channel + 1, bias, added, s);
    if ((u64)to % 8 == 0) {
        *(float2*)to = make_float2(first, second);
    } else {
        to[0] = first;
        to[1] = second;
    }
}

constexpr int ROW_BYTES = 64, DEPTH = 4;

/** 16-byte pieces lie crosswise, so that eight rows of one column fall into different banks. */
__device__ __forceinline__ int place(int row, int piece) { return row * ROW_BYTES + ((piece ^ (row >> 1 & 3)) << 4); }

/** Adds up products of a warp's 32 x 64 or 16 x 32 outputs over a depth of 32. */
template <int ROWS, int COLUMNS>
__device__ __forceinline__ void multiply_stage(float (&sums)[ROWS][COLUMNS][4], const char* tileA, const char* tileB, int warpRow, int warpColumn) {
    int lane = threadIdx.x % 32;
#pragma unroll
    for (int half = 0; half < 2; half++) {
        u32 fragmentsA[ROWS][4], fragmentsB[COLUMNS / 2][4];
#pragma unroll
        for (int i = 0; i < ROWS; i++) load_matrices(fragmentsA[i], tileA + place(warpRow + i * 16 + lane % 16, half * 2 + lane / 16));
#pragma unroll
        for (int j = 0; j < COLUMNS / 2; j++)
            load_matrices(fragmentsB[j], tileB + place(warpColumn + j * 16 + lane / 16 * 8 + lane % 8, half * 2 + lane / 8 % 2));
#pragma unroll
        for (int i = 0; i < ROWS; i++)
#pragma unroll
            for (int j = 0; j < COLUMNS; j++)
                multiply_fragments(sums[i][j], fragmentsA[i], fragmentsB[j / 2][j % 2 * 2], fragmentsB[j / 2][j % 2 * 2 + 1]);
    }
}

/**
 * PASSES 3: numbers are sums of two bf16 each; the product of the two small parts is left out. TILE: the pixels and the
 * outputs of a block, 128 or 64. Along z are the parities of an enlarging convolution, each with kernels of its own.
 */
template <int PASSES, int TILE>
__device__ __forceinline__ void convolve(
    const char* a, const char* aLow, const char* b, const char* bLow, const float* bias, const float* added, float* out, const Convolved& s) {
    DYNAMIC_SHARED;
    constexpr int PIECES = TILE / 64, TILE_BYTES = TILE * ROW_BYTES, ROWS = TILE / 64, COLUMNS = TILE / 16;
    int tid = threadIdx.x, lane = tid % 32, warp = tid / 32;
    int parity = blockIdx.z, right = s.spread == 2 ? parity % 2 : 0, below = s.spread == 2 ? parity / 2 : 0;
    int positions = s.down * s.across;
    long long pixels = (long long)s.pictures * positions;
    long long firstPixel = (long long)blockIdx.x * TILE;
    int firstOutput = blockIdx.y * TILE;
    int slabs = s.inputBytes / ROW_BYTES, taps = s.side * s.side;
    int padX = s.pad - right, padY = s.pad - below;

    // Each thread brings one or two pieces of A and of B.
    int row = tid / 4, piece = tid % 4;
    int x[PIECES], y[PIECES];
    const char* picture[PIECES];
    const char* pictureLow[PIECES];
    for (int i = 0; i < PIECES; i++) {
        long long pixel = firstPixel + row + 64 * i;
        int position = (int)(pixel % positions);
        x[i] = position % s.across * s.step - padX;
        y[i] = pixel < pixels ? position / s.across * s.step - padY : -0x10000;
        long long start = pixel < pixels ? pixel / positions * s.height * s.width * s.inputBytes : 0;
        picture[i] = a + start;
        pictureLow[i] = aLow + start;
    }
    int steps = taps * slabs * PASSES;
    int tapX = 0, tapY = 0, slab = 0, pass = 0, tap = 0;  // of the next step to be loaded

    auto load = [&](int stage) {
        char* to = dynamicShared + stage * 2 * TILE_BYTES;
        const char* kernels = pass == 1 ? bLow : b;
        for (int i = 0; i < PIECES; i++) {
            int px = x[i] + tapX, py = y[i] + tapY;
            bool inside = px >= 0 && px < s.width && py >= 0 && py < s.height;
            long long pixel = inside ? (long long)py * s.width + px : 0;
            const char* from = (pass == 2 ? pictureLow[i] : picture[i]) + pixel * s.inputBytes + slab * ROW_BYTES + piece * 16;
            copy_async(to + place(row + 64 * i, piece), from, inside);
            int output = firstOutput + row + 64 * i;
            bool some = output < s.outputs;
            long long kernel = some ? (long long)(parity * taps + tap) * s.outputs + output : 0;
            copy_async(to + TILE_BYTES + place(row + 64 * i, piece), kernels + kernel * s.inputBytes + slab * ROW_BYTES + piece * 16, some);
        }
        if (++pass == PASSES) {
            pass = 0;
            if (++slab == slabs) {
                slab = 0;
                tap++;
                if (++tapX == s.side) {
                    tapX = 0;
                    tapY++;
                }
            }
        }
    };

    float sums[ROWS][COLUMNS][4];
    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < COLUMNS; j++)
            for (int k = 0; k < 4; k++) sums[i][j][k] = 0;

    for (int i = 0; i < DEPTH - 1; i++) {
        if (i < steps) load(i);
        copies_commit();
    }
    int warpRow = warp / 2 * (TILE / 4), warpColumn = warp % 2 * (TILE / 2);
    for (int step = 0; step < steps; step++) {
        copies_wait<DEPTH - 2>();
        __syncthreads();
        if (step + DEPTH - 1 < steps) load((step + DEPTH - 1) % DEPTH);
        copies_commit();
        const char* tileA = dynamicShared + step % DEPTH * 2 * TILE_BYTES;
        multiply_stage(sums, tileA, tileA + TILE_BYTES, warpRow, warpColumn);
    }
#pragma unroll
    for (int i = 0; i < ROWS; i++)
#pragma unroll
        for (int half = 0; half < 2; half++) {
            long long pixel = firstPixel + warpRow + i * 16 + half * 8 + lane / 4;
            if (pixel < pixels) {
                int position = (int)(pixel % positions), oy = position / s.across * s.spread + below, ox = position % s.across * s.spread + right;
                long long start = ((pixel / positions * s.down * s.spread + oy) * s.across * s.spread + ox) * s.outputs;
                const float* more = added ? added + start : nullptr;
#pragma unroll
                for (int j = 0; j < COLUMNS; j++) {
                    int channel = firstOutput + warpColumn + j * 8 + lane % 4 * 2;
                    if (channel < s.outputs) put_outputs(out + start, channel, sums[i][j][half * 2], sums[i][j][half * 2 + 1], bias, more, s);
                }
            }
        }
}
#define CONVOLUTION(name) KERNEL(name, __launch_bounds__(256, 2))

CONVOLUTION(convolve_bf16_128)(const char* a, const char* b, const float* bias, const float* added, float* out, Convolved s) {
    convolve<1, 128>(a, a, b, b, bias, added, out, s);
}
CONVOLUTION(convolve_bf16_64)(const char* a, const char* b, const float* bias, const float* added, float* out, Convolved s) {
    convolve<1, 64>(a, a, b, b, bias, added, out, s);
}
CONVOLUTION(convolve_bf16x3_128)(
    const char* a, const char* aLow, const char* b, const char* bLow, const float* bias, const float* added, float* out, Convolved s) {
    convolve<3, 128>(a, aLow, b, bLow, bias, added, out, s);
}
CONVOLUTION(convolve_bf16x3_64)(
    const char* a, const char* aLow, const char* b, const char* bLow, const float* bias, const float* added, float* out, Convolved s) {
    convolve<3, 64>(a, aLow, b, bLow, bias, added, out, s);
}

// ---------------------------------------------------------------- in float64, for gradient checks

/** A thread for each output; kernels as above, [parities, taps, outputs, inputs], one number each. */
KERNEL(convolve_double)(const double* a, const double* b, const double* bias, double* out, Convolved s, int inputs) {
    long long count = (long long)s.pictures * s.down * s.across * s.spread * s.spread * s.outputs;
    EACH(i, count) {
        int o = (int)(i % s.outputs);
        long long pixel = i / s.outputs;
        int wide = s.across * s.spread, ox = (int)(pixel % wide), oy = (int)(pixel / wide % (s.down * s.spread));
        long long picture = pixel / wide / (s.down * s.spread);
        int right = ox % s.spread, below = oy % s.spread, taps = s.side * s.side;
        double sum = bias ? bias[o] : 0;
        for (int tap = 0; tap < taps; tap++) {
            int x = ox / s.spread * s.step + tap % s.side - s.pad + right, y = oy / s.spread * s.step + tap / s.side - s.pad + below;
            if (x < 0 || x >= s.width || y < 0 || y >= s.height) continue;
            const double* from = a + ((picture * s.height + y) * s.width + x) * inputs;
            const double* kernel = b + ((long long)((below * s.spread + right) * taps + tap) * s.outputs + o) * inputs;
            for (int c = 0; c < inputs; c++) sum += from[c] * kernel[c];
        }
        out[i] = sum;
    }
}
