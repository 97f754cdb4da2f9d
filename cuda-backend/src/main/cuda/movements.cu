// Numbers that go from one place to another.
#pragma once
#include "elements.cu"

// What a tensor can hold: float, double, whole numbers of 64 bits.
__device__ __forceinline__ double number(const void* from, int type, long long at) {
    return type == 0 ? (double)((const float*)from)[at] : type == 1 ? ((const double*)from)[at] : (double)((const long long*)from)[at];
}
__device__ __forceinline__ void put(void* to, int type, long long at, double value) {
    if (type == 0) ((float*)to)[at] = (float)value;
    else if (type == 1) ((double*)to)[at] = value;
    else ((long long*)to)[at] = (long long)value;
}

/** A copy in which both may be strided and of different types. */
KERNEL(copy)(const void* x, int type, void* out, int outType, const __grid_constant__ Layout l) {
    EACH(i, l.count) {
        Places p = places(l, (int)i);
        if (type == 0 && outType == 0) ((float*)out)[p.out] = ((const float*)x)[p.x];
        else put(out, outType, p.out, number(x, type, p.x));
    }
}
KERNEL(fill)(void* out, int type, double value, const __grid_constant__ Layout l) { EACH(i, l.count) put(out, type, places(l, (int)i).out, value); }

/** Rows of a table, by their places. */
KERNEL(look_up)(const void* table, int type, const long long* rows, void* out, int width, long long count) {
    EACH(i, count) {
        long long from = rows[i / width] * width + i % width;
        if (type == 0) ((float*)out)[i] = ((const float*)table)[from];
        else put(out, type, i, number(table, type, from));
    }
}

struct Pictures { int height, width, channels; };

/** The mean of squares of pixels side by side; sizes are those of the output. */
template <typename T>
__device__ __forceinline__ void average_pool(const T* x, int size, T* out, const Pictures& s, long long count) {
    EACH(i, count) {
        int c = (int)(i % s.channels), column = (int)(i / s.channels % s.width);
        long long row = i / s.channels / s.width;  // of all pictures
        T sum = 0;
        for (int dy = 0; dy < size; dy++)
            for (int dx = 0; dx < size; dx++) sum += x[((row * size + dy) * s.width * size + column * size + dx) * s.channels + c];
        out[i] = sum / (T)(size * size);
    }
}
KERNEL(average_pool_float)(const float* x, int size, float* out, Pictures s, long long count) { average_pool(x, size, out, s, count); }
KERNEL(average_pool_double)(const double* x, int size, double* out, Pictures s, long long count) { average_pool(x, size, out, s, count); }

/** The mean of the square around each pixel, with zeros around the picture. */
template <typename T>
__device__ __forceinline__ void average(const T* x, int size, T* out, const Pictures& s, long long count) {
    int reach = size / 2;
    EACH(i, count) {
        int column = (int)(i / s.channels % s.width), row = (int)(i / s.channels / s.width % s.height);
        T sum = 0;
        for (int dy = -reach; dy <= reach; dy++)
            for (int dx = -reach; dx <= reach; dx++)
                if (row + dy >= 0 && row + dy < s.height && column + dx >= 0 && column + dx < s.width)
                    sum += x[i + ((long long)dy * s.width + dx) * s.channels];
        out[i] = sum / (T)(size * size);
    }
}
KERNEL(average_float)(const float* x, int size, float* out, Pictures s, long long count) { average(x, size, out, s, count); }
KERNEL(average_double)(const double* x, int size, double* out, Pictures s, long long count) { average(x, size, out, s, count); }
