// What is done to each number by itself.
#pragma once
#include "device.h"

/** How the numbers of an output and of up to two inputs lie: a step of 0 repeats them along a dimension. */
struct Layout {
    int count, rank;
    int sizes[6];
    int out[6], x[6], y[6];
};

/** Where the numbers that belong to number i lie. */
struct Places { long long out, x, y; };

__device__ __forceinline__ Places places(const Layout& l, int i) {
    Places p = {0, 0, 0};
    for (int d = l.rank - 1; d > 0; d--) {
        int at = i % l.sizes[d];
        i /= l.sizes[d];
        p.out += (long long)at * l.out[d];
        p.x += (long long)at * l.x[d];
        p.y += (long long)at * l.y[d];
    }
    p.out += (long long)i * l.out[0];
    p.x += (long long)i * l.x[0];
    p.y += (long long)i * l.y[0];
    return p;
}

// ---------------------------------------------------------------- functions of two numbers

template <typename T>
__device__ __forceinline__ T pair(int which, T x, T y) {
    switch (which) {
        case 0: return x + y;
        case 1: return x - y;
        case 2: return x * y;
        case 3: return x / y;
        case 4: return x > y ? x : y;
        default: return x < y ? x : y;
    }
}
template <typename T>
__device__ __forceinline__ void combine(int which, const T* x, const T* y, T* out, const Layout& l) {
    EACH(i, l.count) {
        Places p = places(l, (int)i);
        out[p.out] = pair(which, x[p.x], y[p.y]);
    }
}
KERNEL(combine_float)(int which, const float* x, const float* y, float* out, const __grid_constant__ Layout l) { combine(which, x, y, out, l); }
KERNEL(combine_double)(int which, const double* x, const double* y, double* out, const __grid_constant__ Layout l) { combine(which, x, y, out, l); }

// ---------------------------------------------------------------- functions of one number

template <typename T>
__device__ __forceinline__ T function(int which, T x) {
    switch (which) {
        case 0: return sqrt(x);
        case 1: return 1 / sqrt(x);
        case 2: return asin(x);
        case 3: return fabs(x);
        case 4: return floor(x);
        case 5: return x > 0 ? T(1) : T(0);
        case 6: return tanh(x);
        case 7: return exp(x);
        default: return erf(x);
    }
}
KERNEL(apply_float)(int which, const float* x, float* out, long long count) { EACH(i, count) out[i] = function(which, x[i]); }
KERNEL(apply_double)(int which, const double* x, double* out, long long count) { EACH(i, count) out[i] = function(which, x[i]); }

KERNEL(scale_and_shift)(float* x, float factor, float term, long long count) { EACH(i, count) x[i] = x[i] * factor + term; }

KERNEL(clamp)(const float* x, float least, float most, float* out, long long count) { EACH(i, count) out[i] = fmin(fmax(x[i], least), most); }

/** Each column between bounds of its own. */
KERNEL(clamp_rows)(float* x, const float* least, const float* most, int columns, long long count) {
    EACH(i, count) {
        int c = (int)(i % columns);
        x[i] = fmin(fmax(x[i], least[c]), most[c]);
    }
}
/** Nothing passes where a step against it leads further outside of 0..1. */
__device__ __forceinline__ float inwards(float x, float gradient) { return gradient * (x - fmin(fmax(x, 0.f), 1.f)) >= 0 ? gradient : 0; }

KERNEL(clamp_backward)(const float* x, float* gradient, long long count) { EACH(i, count) gradient[i] = inwards(x[i], gradient[i]); }

KERNEL(affine)(const float* x, const float* mean, const float* factor, const float* term, float* out, int channels, long long count) {
    EACH(i, count) {
        int c = (int)(i % channels);
        out[i] = (x[i] - mean[c]) * factor[c] + term[c];
    }
}

// ---------------------------------------------------------------- activations

KERNEL(relu_backward)(const float* output, float* gradient, long long count) { EACH(i, count) gradient[i] = output[i] > 0 ? gradient[i] : 0; }

__device__ __forceinline__ float sigmoid(float x) { return 1 / (1 + fast_exp(-x)); }

KERNEL(swish)(const float* x, float slope, float* out, long long count) { EACH(i, count) out[i] = x[i] * sigmoid(slope * x[i]); }

__device__ __forceinline__ float swish_derivative(float x, float slope) {
    float s = sigmoid(slope * x);
    return s * (1 + slope * x * (1 - s));
}
KERNEL(swish_backward)(const float* x, float slope, float* gradient, long long count) {
    EACH(i, count) gradient[i] *= swish_derivative(x[i], slope);
}
__device__ __forceinline__ float normal_distribution(float x) { return 0.5f * (1 + erff(x * 0.70710678f)); }

KERNEL(gelu)(const float* x, float* out, long long count) { EACH(i, count) out[i] = x[i] * normal_distribution(x[i]); }

/** The derivative takes the place of x. */
KERNEL(gelu_with_derivative)(float* x, float* out, long long count) {
    EACH(i, count) {
        float v = x[i], distribution = normal_distribution(v);
        out[i] = v * distribution;
        x[i] = distribution + v * 0.39894228f * fast_exp(-0.5f * v * v);
    }
}

// ---------------------------------------------------------------- the ends of a step

KERNEL(to_colours)(float* drawn, float* picture, long long count) {
    EACH(i, count) {
        float colour = drawn[i] * 0.5f + 0.5f;
        drawn[i] = colour;
        picture[i] = fmin(fmax(colour, 0.f), 1.f);
    }
}
KERNEL(to_colours_backward)(const float* colours, float* gradient, long long count) {
    EACH(i, count) gradient[i] = 0.5f * inwards(colours[i], gradient[i]);
}
/** One step of Adam; its corrections are already in rate and rootFactor. */
KERNEL(adam)(float* x, const float* gradient, float* mean, float* square, float beta1, float beta2, float rate, float rootFactor, float epsilon, long long count) {
    EACH(i, count) {
        float g = gradient[i], m = mean[i] * beta1 + (1 - beta1) * g, s = square[i] * beta2 + (1 - beta2) * (g * g);
        mean[i] = m;
        square[i] = s;
        x[i] -= rate * m / (sqrtf(s) * rootFactor + epsilon);
    }
}
