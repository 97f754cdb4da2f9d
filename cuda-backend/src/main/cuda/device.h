// What the kernels ask of the GPU, in one place: compiled by NVRTC these are instructions, by g++ (host.h) plain code.
#pragma once
#ifdef __CUDACC__
typedef unsigned int u32;
typedef unsigned short u16;
typedef unsigned long long u64;

/** A kernel: its name, perhaps with its bounds, and then what an ordinary function has. */
#define KERNEL(name, ...) extern "C" __global__ void __VA_ARGS__ name
#define DYNAMIC_SHARED extern __shared__ __align__(128) char dynamicShared[]

__device__ __forceinline__ u32 shared_address(const void* p) { return (u32)__cvta_generic_to_shared(p); }

/** 16 bytes to shared memory, or zeros where the source is not to be read. */
__device__ __forceinline__ void copy_async(void* shared, const void* global, bool valid) {
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(shared_address(shared)), "l"(global), "r"(valid ? 16 : 0));
}
__device__ __forceinline__ void copies_commit() { asm volatile("cp.async.commit_group;"); }
template <int PENDING>
__device__ __forceinline__ void copies_wait() { asm volatile("cp.async.wait_group %0;" ::"n"(PENDING) : "memory"); }

/** Four matrices of 8 rows of 16 bytes; each lane names one row and gets 4 bytes of each matrix. */
__device__ __forceinline__ void load_matrices(u32 (&r)[4], const void* row) {
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0,%1,%2,%3}, [%4];"
                 : "=r"(r[0]), "=r"(r[1]), "=r"(r[2]), "=r"(r[3]) : "r"(shared_address(row)));
}
/** d[16x8] += a[16x16] b[16x8] in bf16. */
__device__ __forceinline__ void multiply_fragments(float (&d)[4], const u32 (&a)[4], u32 b0, u32 b1) {
    asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
                 : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3]) : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
}
__device__ __forceinline__ u16 to_bf16(float x) {
    u16 r;
    asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(r) : "f"(x));
    return r;
}
__device__ __forceinline__ float from_bf16(u16 x) { return __uint_as_float((u32)x << 16); }
__device__ __forceinline__ float fast_exp(float x) { return __expf(x); }
__device__ __forceinline__ float shuffle_xor(float x, int mask) { return __shfl_xor_sync(0xFFFFFFFFu, x, mask); }
__device__ __forceinline__ double shuffle_xor(double x, int mask) { return __shfl_xor_sync(0xFFFFFFFFu, x, mask); }
__device__ __forceinline__ int shuffle_xor(int x, int mask) { return __shfl_xor_sync(0xFFFFFFFFu, x, mask); }
// ---------------------------------------------------------------- from compute capability 9.0 on

struct alignas(64) TensorMap { char bytes[128]; };

__device__ __forceinline__ void barrier_init(u32 bar, u32 count) {
    asm volatile("mbarrier.init.shared::cta.b64 [%0], %1;" ::"r"(bar), "r"(count));
}
__device__ __forceinline__ void barrier_expect(u32 bar, u32 bytes) {
    asm volatile("mbarrier.arrive.expect_tx.shared::cta.b64 _, [%0], %1;" ::"r"(bar), "r"(bytes) : "memory");
}
__device__ __forceinline__ void barrier_arrive(u32 bar) {
    asm volatile("mbarrier.arrive.shared::cta.b64 _, [%0];" ::"r"(bar) : "memory");
}
__device__ __forceinline__ void barrier_wait(u32 bar, u32 parity) {
    for (u32 tries = 0;; tries++) {
        u32 done;
        asm volatile(
            "{\n.reg .pred p;\nmbarrier.try_wait.parity.shared::cta.b64 p, [%1], %2;\nselp.u32 %0, 1, 0, p;\n}"
            : "=r"(done) : "r"(bar), "r"(parity) : "memory");
        if (done) return;
        if (tries == 100000000) __trap();  // better an error than a GPU that hangs
    }
}
__device__ __forceinline__ void load_4d(u32 to, const TensorMap* map, u32 bar, int c, int x, int y, int n) {
    asm volatile(
        "cp.async.bulk.tensor.4d.shared::cluster.global.tile.mbarrier::complete_tx::bytes [%0], [%1, {%3, %4, %5, %6}], [%2];"
        ::"r"(to), "l"(map), "r"(bar), "r"(c), "r"(x), "r"(y), "r"(n) : "memory");
}
__device__ __forceinline__ void load_3d(u32 to, const TensorMap* map, u32 bar, int c, int o, int tap) {
    asm volatile(
        "cp.async.bulk.tensor.3d.shared::cluster.global.tile.mbarrier::complete_tx::bytes [%0], [%1, {%3, %4, %5}], [%2];"
        ::"r"(to), "l"(map), "r"(bar), "r"(c), "r"(o), "r"(tap) : "memory");
}
// Rows of 128 bytes, eight of them a pattern of 1024 (128-byte swizzle).
__device__ __forceinline__ u64 descriptor(u32 address) {
    return (u64)((address & 0x3FFFF) >> 4) | (u64)1 << 16 | (u64)(1024 >> 4) << 32 | (u64)1 << 62;
}

#if __CUDA_ARCH_FEAT_SM90_ALL
#define R4(a, i) "+f"(a[i]), "+f"(a[i + 1]), "+f"(a[i + 2]), "+f"(a[i + 3])
#define R16(a, i) R4(a, i), R4(a, i + 4), R4(a, i + 8), R4(a, i + 12)
#define ACCUMULATORS \
    "{%0,%1,%2,%3,%4,%5,%6,%7,%8,%9,%10,%11,%12,%13,%14,%15,%16,%17,%18,%19,%20,%21,%22,%23,%24,%25,%26,%27,%28,%29,%30,%31," \
    "%32,%33,%34,%35,%36,%37,%38,%39,%40,%41,%42,%43,%44,%45,%46,%47,%48,%49,%50,%51,%52,%53,%54,%55,%56,%57,%58,%59,%60,%61,%62,%63}"

/** d[64x128] += a[64x16] b[16x128] in bf16, by the four warps of a warpgroup together. */
__device__ __forceinline__ void multiply_tiles(float (&d)[64], u64 a, u64 b) {
    asm volatile("{\n.reg .pred p;\nsetp.ne.b32 p, 1, 0;\n"
                 "wgmma.mma_async.sync.aligned.m64n128k16.f32.bf16.bf16 " ACCUMULATORS ", %64, %65, p, 1, 1, 0, 0;\n}"
                 : R16(d, 0), R16(d, 16), R16(d, 32), R16(d, 48) : "l"(a), "l"(b));
}

__device__ __forceinline__ void products_begin() { asm volatile("wgmma.fence.sync.aligned;" ::: "memory"); }
__device__ __forceinline__ void products_commit() { asm volatile("wgmma.commit_group.sync.aligned;" ::: "memory"); }
template <int PENDING>
__device__ __forceinline__ void products_wait() { asm volatile("wgmma.wait_group.sync.aligned %0;" ::"n"(PENDING) : "memory"); }
__device__ __forceinline__ void barriers_ready() { asm volatile("fence.proxy.async.shared::cta;" ::: "memory"); }
__device__ __forceinline__ void few_registers() { asm volatile("setmaxnreg.dec.sync.aligned.u32 40;"); }
__device__ __forceinline__ void many_registers() { asm volatile("setmaxnreg.inc.sync.aligned.u32 232;"); }
#endif
#else
#include "host.h"
#endif

/**
 * Runs over the numbers 0..count, each thread of the grid over its share; of up to 2^31, since 64 bits take a GPU several
 * times as long to divide.
 */
#define EACH(i, count) \
    for (u32 i = (u32)blockIdx.x * blockDim.x + threadIdx.x; i < (u32)(count); i += (u32)gridDim.x * blockDim.x)

/** The sum over a warp, in a fixed order; each lane gets it. */
template <typename T>
__device__ __forceinline__ T warp_sum(T x) {
    for (int mask = 16; mask; mask /= 2) x += shuffle_xor(x, mask);
    return x;
}
/** The sum over a block of 128 threads, in a fixed order; each of them gets it. */
__device__ __forceinline__ double block_sum(double x) {
    __shared__ double sums[4];
    x = warp_sum(x);
    if (threadIdx.x % 32 == 0) sums[threadIdx.x / 32] = x;
    __syncthreads();
    x = sums[0] + sums[1] + (sums[2] + sums[3]);
    __syncthreads();
    return x;
}
template <typename T>
__device__ __forceinline__ T warp_max(T x) {
    for (int mask = 16; mask; mask /= 2) {
        T other = shuffle_xor(x, mask);
        x = other > x ? other : x;
    }
    return x;
}
/** A number as the sum of two bf16. */
__device__ __forceinline__ void split_number(float x, u16& high, u16& low) {
    high = to_bf16(x);
    low = to_bf16(x - from_bf16(high));
}
