// Products of matrices that lie anyhow, as the heads of attention do: each number is split where it is read.
#pragma once
#include "convolution.cu"

/** Products of matrices [rows, depth] and [depth, columns] in two dimensions of batches; steps in numbers. */
struct Products {
    int rows, columns, depth, inner;  // inner: matrices of the second batch dimension
    long long aRow, aDepth, aOuter, aInner;
    long long bDepth, bColumn, bOuter, bInner;
    long long outRow, outColumn, outOuter, outInner;
    double factor;
};

constexpr int PRODUCT_TILE = 64, PRODUCT_BYTES = PRODUCT_TILE * ROW_BYTES;

/** Of a tile of 64 rows and a depth of 32, what one of 256 threads brings: eight numbers of one row or of eight rows. */
struct Share {
    float numbers[8];

    __device__ __forceinline__ static int row(bool along, int i) { return along ? threadIdx.x / 4 : threadIdx.x % 32 + i % 2 * 32; }
    __device__ __forceinline__ static int depth(bool along, int i) { return along ? threadIdx.x % 4 * 8 + i : threadIdx.x / 32 * 4 + i / 2; }

    /** @param along whether numbers that are next to each other are those of a row */
    __device__ __forceinline__ void load(const float* from, bool along, int rows, int depths, long long rowStep, long long depthStep) {
#pragma unroll
        for (int i = 0; i < 8; i++) {
            int r = row(along, i), d = depth(along, i);
            numbers[i] = r < rows && d < depths ? from[r * rowStep + d * depthStep] : 0;
        }
    }
    __device__ __forceinline__ void store(char* high, char* low, bool along) const {
#pragma unroll
        for (int i = 0; i < 8; i++) {
            int d = depth(along, i), at = place(row(along, i), d / 8) + d % 8 * 2;
            split_number(numbers[i], *(u16*)(high + at), *(u16*)(low + at));
        }
    }
};

/** PASSES 1 computes with the large halves alone. */
template <int PASSES>
__device__ __forceinline__ void multiply(const float* a, const float* b, float* out, const Products& s) {
    DYNAMIC_SHARED;
    char *aHigh = dynamicShared, *aLow = aHigh + PRODUCT_BYTES, *bHigh = aLow + PRODUCT_BYTES, *bLow = bHigh + PRODUCT_BYTES;
    int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
    int outer = blockIdx.z / s.inner, inner = blockIdx.z % s.inner;
    int firstRow = blockIdx.x * PRODUCT_TILE, firstColumn = blockIdx.y * PRODUCT_TILE;
    a += outer * s.aOuter + inner * s.aInner + firstRow * s.aRow;
    b += outer * s.bOuter + inner * s.bInner + firstColumn * s.bColumn;
    out += outer * s.outOuter + inner * s.outInner;
    bool aAlong = s.aDepth == 1, bAlong = s.bDepth == 1;
    int rows = s.rows - firstRow, columns = s.columns - firstColumn;

    float sums[1][4][4] = {};
    Share fromA, fromB;
    fromA.load(a, aAlong, rows, s.depth, s.aRow, s.aDepth);
    fromB.load(b, bAlong, columns, s.depth, s.bColumn, s.bDepth);
    int warpRow = warp / 2 * 16, warpColumn = warp % 2 * 32;
    for (int depth = 0; depth < s.depth; depth += 32) {
        fromA.store(aHigh, aLow, aAlong);
        fromB.store(bHigh, bLow, bAlong);
        __syncthreads();
        int next = depth + 32;
        if (next < s.depth) {
            fromA.load(a + next * s.aDepth, aAlong, rows, s.depth - next, s.aRow, s.aDepth);
            fromB.load(b + next * s.bDepth, bAlong, columns, s.depth - next, s.bColumn, s.bDepth);
        }
        multiply_stage(sums, aHigh, bHigh, warpRow, warpColumn);
        if (PASSES == 3) {
            multiply_stage(sums, aHigh, bLow, warpRow, warpColumn);
            multiply_stage(sums, aLow, bHigh, warpRow, warpColumn);
        }
        __syncthreads();
    }
    for (int j = 0; j < 4; j++)
        for (int i = 0; i < 4; i++) {
            int row = firstRow + warpRow + i / 2 * 8 + lane / 4, column = firstColumn + warpColumn + j * 8 + lane % 4 * 2 + i % 2;
            if (row < s.rows && column < s.columns) out[row * s.outRow + column * s.outColumn] = sums[0][j][i] * (float)s.factor;
        }
}
KERNEL(multiply_bf16, __launch_bounds__(256))(const float* a, const float* b, float* out, Products s) { multiply<1>(a, b, out, s); }
KERNEL(multiply_bf16x3, __launch_bounds__(256))(const float* a, const float* b, float* out, Products s) { multiply<3>(a, b, out, s); }

/** In float64, for gradient checks: a thread for each number. */
KERNEL(multiply_double)(const double* a, const double* b, double* out, Products s, long long count) {
    EACH(i, count) {
        int column = (int)(i % s.columns), row = (int)(i / s.columns % s.rows);
        long long batch = i / s.columns / s.rows, outer = batch / s.inner, inner = batch % s.inner;
        const double* left = a + outer * s.aOuter + inner * s.aInner + row * s.aRow;
        const double* right = b + outer * s.bOuter + inner * s.bInner + column * s.bColumn;
        double sum = 0;
        for (int k = 0; k < s.depth; k++) sum += left[k * s.aDepth] * right[k * s.bDepth];
        out[outer * s.outOuter + inner * s.outInner + row * s.outRow + column * s.outColumn] = sum * s.factor;
    }
}
