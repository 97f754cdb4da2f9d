// Convolutions for compute capability 9.0: wgmma fed by the tensor memory accelerator. A tile has 256 outputs' pixels
// and 128 output channels: two warpgroups multiply, one warp loads. For each of its taps a convolution reads the tile of
// the picture moved by that tap; the copy engine brings zeros for what lies outside. A matrix product is a convolution by
// one pixel over a picture of one row.
#pragma once
#include "convolution.cu"
#if !defined(__CUDACC__) || __CUDA_ARCH_FEAT_SM90_ALL

constexpr int STAGES = 4, TILE_PIXELS = 256, TILE_OUTPUTS = 128, SLAB = 64, SLAB_BYTES = 128;
constexpr int A_BYTES = TILE_PIXELS * SLAB_BYTES, B_BYTES = TILE_OUTPUTS * SLAB_BYTES, STAGE_BYTES = A_BYTES + B_BYTES;

/** How outputs are cut into tiles. */
struct Tiles {
    int width;  // of a tile: 16, or 256 for a matrix
    int across, down, outputs, count;
    int parts;  // of the depth, where there would be too few tiles: their sums are added up in a fixed order
};

template <int PASSES>
__device__ __forceinline__ void convolve_tiles(
    const TensorMap* a, const TensorMap* aLow, const TensorMap* b, const TensorMap* bLow, const float* bias, const float* added, float* out,
    const Convolved& s, const Tiles& t) {
    DYNAMIC_SHARED;
    __shared__ u64 bars[2 * STAGES];
    u32 smem = (shared_address(dynamicShared) + 1023) & ~1023u;
    u32 full = shared_address(bars), empty = full + 8 * STAGES;
    if (threadIdx.x == 0) {
        for (int i = 0; i < STAGES; i++) {
            barrier_init(full + 8 * i, 1);
            barrier_init(empty + 8 * i, 2);
        }
        barriers_ready();
    }
    __syncthreads();
    int tileHeight = TILE_PIXELS / t.width;
    int taps = s.side * s.side, slabs = (s.inputBytes + SLAB_BYTES - 1) / SLAB_BYTES, steps = taps * slabs * PASSES;
    int warpgroup = threadIdx.x / 128;

    struct Tile { int output, x, y, picture, right, below, part, firstStep, endStep; };
    auto tile = [&](int number) {
        int part = number % t.parts;
        number /= t.parts;
        int o = number % t.outputs, p = number / t.outputs;
        int parity = s.spread == 2 ? p % 4 : 0;
        if (s.spread == 2) p /= 4;
        return Tile{o * TILE_OUTPUTS, p % t.across * t.width, p / t.across % t.down * tileHeight, p / t.across / t.down, parity % 2, parity / 2,
                    part, steps * part / t.parts, steps * (part + 1) / t.parts};
    };
    if (warpgroup == 2) {
        few_registers();
        if (threadIdx.x != 256) return;
        int stage = 0;
        u32 parity = 1;
        for (int number = blockIdx.x; number < t.count; number += gridDim.x) {
            Tile own = tile(number);
            int x = own.x * s.step - s.pad + own.right, y = own.y * s.step - s.pad + own.below;
            int firstTap = (own.below * s.spread + own.right) * taps;
            for (int step = own.firstStep; step < own.endStep; step++) {
                int pass = step % PASSES, slab = step / PASSES % slabs, tap = step / PASSES / slabs;
                barrier_wait(empty + 8 * stage, parity);
                barrier_expect(full + 8 * stage, STAGE_BYTES);
                u32 to = smem + stage * STAGE_BYTES;
                load_4d(to, pass == 2 ? aLow : a, full + 8 * stage, slab * SLAB, x + tap % s.side, y + tap / s.side, own.picture);
                load_3d(to + A_BYTES, pass == 1 ? bLow : b, full + 8 * stage, slab * SLAB, own.output, firstTap + tap);
                if (++stage == STAGES) { stage = 0; parity ^= 1; }
            }
        }
        return;
    }
    many_registers();
    int stage = 0;
    u32 parity = 0;
    int lane = threadIdx.x % 32, warp = threadIdx.x / 32 % 4;
    for (int number = blockIdx.x; number < t.count; number += gridDim.x) {
        // Zeros here, not a first product that overwrites: that one ptxas would have run one after the other.
        float d0[64] = {}, d1[64] = {};
        int last = -1;
        Tile own = tile(number);
        for (int step = own.firstStep; step < own.endStep; step++) {
            barrier_wait(full + 8 * stage, parity);
            u32 from = smem + stage * STAGE_BYTES + warpgroup * (A_BYTES / 2);
            u64 a0 = descriptor(from), a1 = descriptor(from + A_BYTES / 4), b0 = descriptor(smem + stage * STAGE_BYTES + A_BYTES);
            products_begin();
#pragma unroll
            for (int k = 0; k < 4; k++) {
                multiply_tiles(d0, a0 + 2 * k, b0 + 2 * k);
                multiply_tiles(d1, a1 + 2 * k, b0 + 2 * k);
            }
            products_commit();
            products_wait<1>();
            if (last >= 0 && threadIdx.x % 128 == 0) barrier_arrive(empty + 8 * last);
            last = stage;
            if (++stage == STAGES) { stage = 0; parity ^= 1; }
        }
        products_wait<0>();
        if (threadIdx.x % 128 == 0) barrier_arrive(empty + 8 * last);

        float* target = out + own.part * ((long long)s.pictures * s.down * s.across * s.spread * s.spread * s.outputs);
#pragma unroll
        for (int half = 0; half < 4; half++) {
            int pixel = warpgroup * 128 + half / 2 * 64 + warp * 16 + half % 2 * 8 + lane / 4;
            int px = own.x + pixel % t.width, py = own.y + pixel / t.width;
            if (px < s.across && py < s.down) {
                long long row = (long long)own.picture * s.down * s.spread + py * s.spread + own.below;
                long long start = (row * s.across * s.spread + px * s.spread + own.right) * s.outputs;
                const float* more = added ? added + start : nullptr;
#pragma unroll
                for (int j = 0; j < 16; j++) {
                    int channel = own.output + j * 8 + lane % 4 * 2;
                    if (channel < s.outputs)
                        put_outputs(
                            target + start, channel, half < 2 ? d0[j * 4 + half % 2 * 2] : d1[j * 4 + half % 2 * 2],
                            half < 2 ? d0[j * 4 + half % 2 * 2 + 1] : d1[j * 4 + half % 2 * 2 + 1], bias, more, s);
                }
            }
        }
    }
}
/** The sums of all parts, times the factor, the bias, and what is to be added. */
KERNEL(add_parts)(
    const float* partials, int parts, const float* bias, const float* added, float factor, float* out, int outputs, long long count) {
    EACH(i, count) {
        float sum = partials[i];
        for (int part = 1; part < parts; part++) sum += partials[part * count + i];
        sum = sum * factor + (bias ? bias[i % outputs] : 0);
        out[i] = added ? sum + added[i] : sum;
    }
}
#define HOPPER(name) KERNEL(name, __launch_bounds__(384, 1))
#define MAP const __grid_constant__ TensorMap

HOPPER(hopper_bf16)(MAP a, MAP b, const float* bias, const float* added, float* out, Convolved s, Tiles t) {
    convolve_tiles<1>(&a, &a, &b, &b, bias, added, out, s, t);
}
HOPPER(hopper_bf16x3)(MAP a, MAP aLow, MAP b, MAP bLow, const float* bias, const float* added, float* out, Convolved s, Tiles t) {
    convolve_tiles<3>(&a, &aLow, &b, &bLow, bias, added, out, s, t);
}
#endif
