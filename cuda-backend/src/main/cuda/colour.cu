// Changes of colours, pixel by pixel, and their gradients, with kornia's conventions as core's documentation has them.
#pragma once
#include "device.h"

constexpr int CHANGES = 5;
constexpr float TURN = 6.28318530717958647692f, TINY = 1e-8f, DARKEST = 1e-6f;

/** Which changes are made, in their order. */
struct Order { int count, changes[CHANGES]; };
/** By how much, for each cutout. */
struct Factors { float brightness, contrast, saturation, hue; int changed; };

enum Change { BRIGHTNESS, CONTRAST, SATURATION, HUE, CLAMP };

__device__ __forceinline__ float to_unit(float x) { return fmin(fmax(x, 0.f), 1.f); }
__device__ __forceinline__ bool in_unit(float x) { return x >= 0 && x <= 1; }
__device__ __forceinline__ int largest_of(const float (&p)[3]) { return p[0] >= p[1] ? (p[0] >= p[2] ? 0 : 2) : (p[1] >= p[2] ? 1 : 2); }
__device__ __forceinline__ int smallest_of(const float (&p)[3]) { return p[0] <= p[1] ? (p[0] <= p[2] ? 0 : 2) : (p[1] <= p[2] ? 1 : 2); }
/** One of three numbers, without an array in memory. */
__device__ __forceinline__ float at(const float (&p)[3], int i) { return i == 0 ? p[0] : i == 1 ? p[1] : p[2]; }
__device__ __forceinline__ void add_at(float (&p)[3], int i, float x) {
    p[0] += i == 0 ? x : 0;
    p[1] += i == 1 ? x : 0;
    p[2] += i == 2 ? x : 0;
}
/** How far the channel after the largest is ahead of the one after that. */
__device__ __forceinline__ float ahead(const float (&p)[3], int largest) {
    return (at(p, largest) - at(p, (largest + 2) % 3)) - (at(p, largest) - at(p, (largest + 1) % 3));
}
__device__ __forceinline__ void to_hsv(const float (&p)[3], float (&hsv)[3]) {
    int largest = largest_of(p);
    float most = at(p, largest), delta = most - at(p, smallest_of(p)), spread = delta == 0 ? 1 : delta;
    // Multiplied and divided again, as kornia does: between two sectors the rounding decides the gradient.
    float turns = (ahead(p, largest) + 2 * largest * spread) / spread / 6;
    hsv[0] = (turns < 0 ? turns + 1 : turns) * TURN;
    hsv[1] = fabsf(most) < DARKEST ? 0 : delta / (most + TINY);
    hsv[2] = most;
}
/** The gradient of to_hsv. */
__device__ __forceinline__ void from_hsv_gradient(const float (&p)[3], const float (&hsvGradient)[3], float (&gradient)[3]) {
    int largest = largest_of(p), smallest = smallest_of(p);
    float most = at(p, largest), delta = most - at(p, smallest), spread = delta == 0 ? 1 : delta;
    float sixths = hsvGradient[0] * (TURN / 6);
    bool dark = fabsf(most) < DARKEST;
    float saturation = dark ? 0 : hsvGradient[1], divisor = dark ? 1 : most + TINY;
    float toDelta = saturation / divisor;
    if (delta != 0) toDelta -= sixths * ahead(p, largest) / (spread * spread);
    float toMost = hsvGradient[2] - saturation * delta / (divisor * divisor) + toDelta;
    gradient[0] = gradient[1] = gradient[2] = 0;
    add_at(gradient, (largest + 1) % 3, sixths / spread);
    add_at(gradient, (largest + 2) % 3, -sixths / spread);
    add_at(gradient, largest, toMost);
    add_at(gradient, smallest, -toDelta);
}
/** Which channel is the highest in a sixth of the hue's circle, and which the lowest. */
__device__ __forceinline__ int highest(int sector) { return (sector + 1) / 2 % 3; }
__device__ __forceinline__ int lowest(int sector) { return sector < 2 ? 2 : sector < 4 ? 0 : 1; }

struct Sector {
    int index;
    float part;  // what the middle channel falls short of the highest, as a share of the saturation
    bool falls;
};
__device__ __forceinline__ Sector sector_of(float hue) {
    float sixths = hue / TURN * 6, whole = floorf(sixths), rest = sixths - whole;
    int index = (int)whole % 6;
    if (index < 0) index += 6;
    bool falls = index & 1;
    return {index, falls ? rest : 1 - rest, falls};
}
__device__ __forceinline__ void to_rgb(const float (&hsv)[3], float (&p)[3]) {
    Sector sector = sector_of(hsv[0]);
    int high = highest(sector.index), low = lowest(sector.index);
    p[0] = p[1] = p[2] = 0;
    add_at(p, high, hsv[2]);
    add_at(p, low, hsv[2] * (1 - hsv[1]));
    add_at(p, 3 - high - low, hsv[2] * (1 - sector.part * hsv[1]));
}
/** The gradient of to_rgb. */
__device__ __forceinline__ void to_rgb_gradient(const float (&hsv)[3], const float (&gradient)[3], float (&hsvGradient)[3]) {
    Sector sector = sector_of(hsv[0]);
    int highIndex = highest(sector.index), lowIndex = lowest(sector.index);
    float high = at(gradient, highIndex), low = at(gradient, lowIndex), between = at(gradient, 3 - highIndex - lowIndex);
    float s = hsv[1], v = hsv[2];
    hsvGradient[0] = between * v * s * (sector.falls ? -6 : 6) / TURN;
    hsvGradient[1] = -v * (low + between * sector.part);
    hsvGradient[2] = high + low * (1 - s) + between * (1 - sector.part * s);
}
/** Hue, saturation and value after a change of them; tells the saturation before its clamp. */
__device__ __forceinline__ float change_hsv(int change, const Factors& f, const float (&p)[3], float (&hsv)[3]) {
    to_hsv(p, hsv);
    float wished = hsv[1];
    if (change == SATURATION) {
        wished *= f.saturation;
        hsv[1] = to_unit(wished);
    } else {
        float hue = hsv[0] + f.hue * TURN;
        hsv[0] = hue >= TURN ? hue - TURN : hue <= -TURN ? hue + TURN : hue;
    }
    return wished;
}
__device__ __forceinline__ void apply_change(int change, const Factors& f, float (&p)[3]) {
    if (change == SATURATION || change == HUE) {
        float hsv[3];
        change_hsv(change, f, p, hsv);
        to_rgb(hsv, p);
        return;
    }
    for (int c = 0; c < 3; c++) p[c] = to_unit(change == BRIGHTNESS ? p[c] + (f.brightness - 1) : change == CONTRAST ? p[c] * f.contrast : p[c]);
}
__device__ __forceinline__ void apply_gradient(int change, const Factors& f, const float (&p)[3], float (&gradient)[3]) {
    if (change == SATURATION || change == HUE) {
        float hsv[3], hsvGradient[3];
        float wished = change_hsv(change, f, p, hsv);
        to_rgb_gradient(hsv, gradient, hsvGradient);
        if (change == SATURATION) hsvGradient[1] = in_unit(wished) ? hsvGradient[1] * f.saturation : 0;
        from_hsv_gradient(p, hsvGradient, gradient);
        return;
    }
    for (int c = 0; c < 3; c++) {
        if (change == BRIGHTNESS) gradient[c] = in_unit(p[c] + (f.brightness - 1)) ? gradient[c] : 0;
        else if (change == CONTRAST) gradient[c] = in_unit(p[c] * f.contrast) ? gradient[c] * f.contrast : 0;
        else gradient[c] = gradient[c] * (p[c] - to_unit(p[c])) >= 0 ? gradient[c] : 0;
    }
}
KERNEL(colour)(float* pixels, const Factors* factors, const __grid_constant__ Order order, int size, long long count) {
    EACH(i, count) {
        const Factors& f = factors[i / size / size];
        if (!f.changed) continue;
        float p[3] = {pixels[i * 3], pixels[i * 3 + 1], pixels[i * 3 + 2]};
        for (int n = 0; n < order.count; n++) apply_change(order.changes[n], f, p);
        for (int c = 0; c < 3; c++) pixels[i * 3 + c] = p[c];
    }
}
KERNEL(colour_backward)(const float* input, const Factors* factors, float* gradient, const __grid_constant__ Order order, int size, long long count) {
    EACH(i, count) {
        const Factors& f = factors[i / size / size];
        if (!f.changed) continue;
        float before[CHANGES][3], g[3];
        for (int c = 0; c < 3; c++) {
            before[0][c] = input[i * 3 + c];
            g[c] = gradient[i * 3 + c];
        }
        for (int n = 0; n + 1 < order.count; n++) {
            for (int c = 0; c < 3; c++) before[n + 1][c] = before[n][c];
            apply_change(order.changes[n], f, before[n + 1]);
        }
        for (int n = order.count - 1; n >= 0; n--) apply_gradient(order.changes[n], f, before[n], g);
        for (int c = 0; c < 3; c++) gradient[i * 3 + c] = g[c];
    }
}
