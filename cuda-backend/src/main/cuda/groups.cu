// Group normalisation, with swish or without, of pictures [N, pixels, channels] with up to 1024 channels.
// A block of 256 threads keeps to its channels: thread t has channel t modulo the channels, or every 256th of them.
#pragma once
#include "convolution.cu"
#include "elements.cu"

constexpr int MOST_CHANNELS = 1024;

struct Groups {
    int pixels, channels, groups;
    float epsilon;
    int swish;
};

/** Sums two numbers of each element over the block's share of a picture's pixels, by groups: [N, shares, groups, 2]. */
template <typename Numbers>
__device__ __forceinline__ void sum_groups(const Groups& s, float* partials, Numbers numbers) {
    __shared__ float sums[2][MOST_CHANNELS];
    int abreast = s.channels < 256 ? 256 / s.channels : 1;  // pixels at once
    int slots = (s.channels + 255) / 256;                   // channels of a thread
    int own = s.channels < 256 ? threadIdx.x / s.channels : 0;
    int share = (s.pixels + gridDim.x - 1) / gridDim.x;
    int end = min(s.pixels, (int)(blockIdx.x + 1) * share);
    for (int slot = 0; slot < slots; slot++) {
        int channel = s.channels < 256 ? threadIdx.x % s.channels : slot * 256 + threadIdx.x;
        float first = 0, second = 0;
        if (own < abreast && channel < s.channels)
            for (int p = blockIdx.x * share + own; p < end; p += abreast) {
                float2 two = numbers(((long long)blockIdx.y * s.pixels + p) * s.channels + channel, channel);
                first += two.x;
                second += two.y;
            }
        sums[0][slot * 256 + threadIdx.x] = first;
        sums[1][slot * 256 + threadIdx.x] = second;
    }
    __syncthreads();
    int width = s.channels / s.groups;
    for (int i = threadIdx.x; i < 2 * s.groups; i += 256) {
        int group = i / 2, kind = i % 2;
        float total = 0;
        for (int k = 0; k < abreast; k++)
            for (int c = group * width; c < (group + 1) * width; c++) total += sums[kind][k * s.channels + c];
        partials[(((long long)blockIdx.y * gridDim.x + blockIdx.x) * s.groups + group) * 2 + kind] = total;
    }
    __syncthreads();
}
/** The sums of all shares of one group of one picture, by one warp. */
__device__ __forceinline__ void all_shares(const float* partials, int shares, int groups, double& first, double& second) {
    double a = 0, b = 0;
    for (int i = threadIdx.x; i < shares; i += 32) {
        const float* at = partials + (((long long)blockIdx.y * shares + i) * groups + blockIdx.x) * 2;
        a += at[0];
        b += at[1];
    }
    first = warp_sum(a);
    second = warp_sum(b);
}

/** Sums of numbers and of their squares, counted from the first of their group: squares of what is far from 0 leave nothing. */
KERNEL(group_sums)(const float* x, float* partials, Groups s) {
    int width = s.channels / s.groups;
    const float* origin = x + (long long)blockIdx.y * s.pixels * s.channels;
    sum_groups(s, partials, [=](long long i, int channel) {
        float v = x[i] - origin[channel / width * width];
        return make_float2(v, v * v);
    });
}
/** Means and 1 / deviations, [N, 2, groups]; a warp for each group (x) and picture (y). */
KERNEL(group_statistics)(const float* x, const float* partials, float* statistics, int shares, Groups s) {
    double sum, squares;
    all_shares(partials, shares, s.groups, sum, squares);
    int width = s.channels / s.groups;
    double count = (double)s.pixels * width, mean = sum / count, variance = squares / count - mean * mean;
    if (threadIdx.x == 0) {
        float* own = statistics + (long long)blockIdx.y * 2 * s.groups + blockIdx.x;
        own[0] = (float)(mean + x[(long long)blockIdx.y * s.pixels * s.channels + blockIdx.x * width]);
        own[s.groups] = (float)(1 / sqrt((variance > 0 ? variance : 0) + s.epsilon));
    }
}

__device__ __forceinline__ float normalised(float x, const float* statistics, int group, int groups) {
    return (x - statistics[group]) * statistics[groups + group];
}
/** Normalised, with gain and bias, through swish. */
__device__ __forceinline__ float activated(const Groups& s, float x, const float* statistics, const float* gain, const float* bias, int channel) {
    float y = normalised(x, statistics, channel / (s.channels / s.groups), s.groups) * gain[channel] + bias[channel];
    return s.swish ? y * sigmoid(y) : y;
}
KERNEL(group_normalize)(const float* x, const float* statistics, const float* gain, const float* bias, float* out, Groups s, long long count) {
    EACH(i, count) {
        int channel = (int)(i % s.channels);
        long long picture = i / s.channels / s.pixels;
        out[i] = activated(s, x[i], statistics + picture * 2 * s.groups, gain, bias, channel);
    }
}
/** The same as the sums of two bf16 each, with as many channels as convolutions like. */
KERNEL(group_normalize_split)(const float* x, const float* statistics, const float* gain, const float* bias, u16* high, u16* low, Groups s, int padded, long long pairs) {
    EACH(i, pairs) {
        int channel = (int)(i * 2 % padded);
        long long pixel = i * 2 / padded;
        const float* own = statistics + pixel / s.pixels * 2 * s.groups;
        float v[2];
        for (int k = 0; k < 2; k++)
            v[k] = channel + k < s.channels ? activated(s, x[pixel * s.channels + channel + k], own, gain, bias, channel + k) : 0;
        put_split(v[0], v[1], high, low, i);
    }
}

/** The gradient with respect to what was normalised. */
__device__ __forceinline__ float to_normalised(const Groups& s, float n, float gradient, const float* gain, const float* bias, int channel) {
    float g = s.swish ? gradient * swish_derivative(n * gain[channel] + bias[channel], 1) : gradient;
    return g * gain[channel];
}
KERNEL(group_backward_sums)(const float* x, const float* statistics, const float* gain, const float* bias, const float* gradient, float* partials, Groups s) {
    const float* own = statistics + (long long)blockIdx.y * 2 * s.groups;
    int width = s.channels / s.groups;
    sum_groups(s, partials, [=](long long i, int channel) {
        float n = normalised(x[i], own, channel / width, s.groups);
        float d = to_normalised(s, n, gradient[i], gain, bias, channel);
        return make_float2(d, d * n);
    });
}
/** Means of the gradient and of its product with what was normalised, [N, 2, groups]. */
KERNEL(group_backward_means)(const float* partials, float* means, int shares, Groups s) {
    double sum, product;
    all_shares(partials, shares, s.groups, sum, product);
    double count = (double)s.pixels * (s.channels / s.groups);
    if (threadIdx.x == 0) {
        float* own = means + (long long)blockIdx.y * 2 * s.groups + blockIdx.x;
        own[0] = (float)(sum / count);
        own[s.groups] = (float)(product / count);
    }
}
KERNEL(group_normalize_backward)(const float* x, const float* statistics, const float* gain, const float* bias, const float* means, float* gradient, Groups s, long long count) {
    EACH(i, count) {
        int channel = (int)(i % s.channels), group = channel / (s.channels / s.groups);
        long long picture = i / s.channels / s.pixels * 2 * s.groups;
        float n = normalised(x[i], statistics + picture, group, s.groups);
        float d = to_normalised(s, n, gradient[i], gain, bias, channel);
        gradient[i] = (d - means[picture + group] - n * means[picture + s.groups + group]) * statistics[picture + s.groups + group];
    }
}
