// A GPU made of g++: each thread of a block that waits for others is a fiber. Threads and blocks run in an order that a
// seed shuffles, so that a kernel that relies on one of them shows. What a GPU does in the background is done as late as it
// may be with an odd seed, and at once with an even one, so that a kernel that waits too little shows, too.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <vector>

#include "fibers.h"

typedef uint32_t u32;
typedef uint16_t u16;
typedef unsigned long long u64;
struct Dim { int x = 1, y = 1, z = 1; };
struct float4 { float x, y, z, w; };
struct float2 { float x, y; };
struct uint2 { u32 x, y; };
inline float2 make_float2(float x, float y) { return {x, y}; }
inline float4 make_float4(float x, float y, float z, float w) { return {x, y, z, w}; }
inline uint2 make_uint2(u32 x, u32 y) { return {x, y}; }
using std::max;
using std::min;

inline Dim threadIdx, blockIdx, gridDim, blockDim;

#define __global__
#define __device__
#define __forceinline__ inline
#define __shared__ static
#define __launch_bounds__(...)
#define __grid_constant__
#define KERNEL(name, ...) inline void name
#define DYNAMIC_SHARED char* dynamicShared = host::shared

namespace host {
constexpr int LARGEST_SHARED = 232448, STATIC_SHARED = 48 << 10, MOST_THREADS = 1024;
/** A block's memory, and behind it the arrays of fixed size of kernels that are translated (translated.h). */
alignas(1024) inline char shared[LARGEST_SHARED + STATIC_SHARED];
inline u32 seed = 1;
inline bool traps;  // half-way through the next kernel

struct Barrier { int arrived = 0, generation = 0; };
inline Barrier block, warps[32], warpgroups[8];
inline u32 launches, stretch;  // of kernels; between two barriers of a block
inline std::function<void()> body;
inline fibers::Schedule schedule;

inline void yield() {
    int own = threadIdx.x;
    schedule.yield();
    threadIdx.x = own;
}
/** Ends the kernel at once, as a trap does. */
inline void trap() { schedule.abandon(); }

/** What is done in the background, in groups. */
template <typename Work>
class Background {
    std::vector<Work> works;
    std::vector<size_t> ends;  // of groups
    size_t done = 0;

public:
    void add(Work work) {
        if (seed % 2) works.push_back(work);
        else work.run();
    }
    /** Ends a group, whose number is given, unless another thread has. */
    void close(size_t group) {
        if (group == ends.size()) ends.push_back(works.size());
    }
    /** Waits for the first groups. */
    void wait(size_t groups) {
        for (size_t end = groups ? ends[groups - 1] : 0; done < end; done++) works[done].run();
    }
    void forget() {
        works.clear();
        ends.clear();
        done = 0;
    }
};
struct Copy {
    void* to;
    const void* from;  // zeros if there is none
    void run() const {
        if (from) memcpy(to, from, 16);
        else memset(to, 0, 16);
    }
};
/** d[64x128] += a[64x16] b[16x128]: what is added to the 64 numbers of one thread. */
struct Product {
    int thread;
    float* d;
    u64 a, b;
    void run() const;
};
inline Background<Copy> copies[MOST_THREADS];
inline Background<Product> products[8];  // of a warpgroup, whose tensor cores work together
struct Groups { int copies, products; };
inline Groups groups[MOST_THREADS];  // that a thread has closed

/** Waits until so many have come; the last one does some work before the others go on. */
template <typename Work>
void wait(Barrier& barrier, int count, Work work) {
    int generation = barrier.generation;
    if (++barrier.arrived == count) {
        work();
        barrier.arrived = 0;
        barrier.generation++;
        schedule.progress();
    } else {
        while (barrier.generation == generation) yield();
    }
}
inline void wait(Barrier& barrier, int count) { wait(barrier, count, [] {}); }

/** The numbers from 0 on in an order that depends on the seed; in their own if that is 0. */
inline const std::vector<int>& shuffled(int count) {
    static std::map<std::pair<u32, int>, std::vector<int>> known;
    std::vector<int>& order = known[{seed, count}];
    if ((int)order.size() != count) {
        order.resize(count);
        std::iota(order.begin(), order.end(), 0);
        std::mt19937 random(seed);
        if (seed) std::shuffle(order.begin(), order.end(), random);
    }
    return order;
}
/**
 * Runs a kernel's whole grid, one block after the other. Where it is to trap, one of its threads does, when half of the
 * blocks are done and of this one the others are on their way.
 *
 * @return whether it came to its end
 */
template <typename Kernel, typename... Arguments>
bool launch(Kernel kernel, Dim grid, int threads, int sharedBytes, Arguments... arguments) {
    launches++;
    gridDim = grid;
    blockDim = {threads};
    body = [=] { kernel(arguments...); };
    const std::vector<int>& order = shuffled(threads);
    const std::vector<int>& blocks = shuffled(grid.x);
    static int doomed;  // the thread that traps; a static, for fibers take functions that capture nothing
    int before = traps ? grid.x * grid.y * grid.z / 2 : -1;
    for (int z = 0; z < grid.z; z++)
        for (int y = 0; y < grid.y; y++)
            for (int x : blocks) {
                blockIdx = {x, y, z};
                block = {};
                stretch++;
                for (Barrier& warp : warps) warp = {};
                for (Barrier& warpgroup : warpgroups) warpgroup = {};
                for (int thread = 0; thread < threads; thread++) copies[thread].forget(), groups[thread] = {};
                for (auto& own : products) own.forget();
                memset(shared, 0xCD, sharedBytes);
                doomed = before-- == 0 ? order[threads / 2] : -1;
                bool ended = schedule.run(order, [](int thread) {
                    threadIdx.x = thread;
                    if (thread == doomed) trap();
                    body();
                });
                if (!ended) return false;
            }
    return true;
}

/** What the lanes of a warp show each other; two rounds, so that none overwrites what another has yet to see. */
struct Table { u32 words[2][32][10]; };
inline Table tables[32];

/** Every lane shows some words to its warp, the last one to come looks at all of them and may change them. */
template <typename Work>
void meet(u32* words, int count, Work work) {
    int warp = threadIdx.x / 32, lane = threadIdx.x % 32;
    auto& all = tables[warp].words[warps[warp].generation & 1];
    memcpy(all[lane], words, count * 4);
    wait(warps[warp], 32, [&] { work(all); });
    memcpy(words, all[lane], count * 4);
}
}  // namespace host

inline void __trap() { host::trap(); }
inline void __syncthreads() { host::wait(host::block, blockDim.x, [] { host::stretch++; }); }
inline void copy_async(void* shared, const void* global, bool valid) {
    if ((uintptr_t)shared % 16 || (valid && (uintptr_t)global % 16)) host::trap();
    host::copies[threadIdx.x].add({shared, valid ? global : nullptr});
}
inline void copies_commit() { host::copies[threadIdx.x].close(host::groups[threadIdx.x].copies++); }
template <int PENDING>
void copies_wait() { host::copies[threadIdx.x].wait(max(host::groups[threadIdx.x].copies - PENDING, 0)); }

inline float as_float(u32 x) { float f; memcpy(&f, &x, 4); return f; }
inline u32 as_bits(float f) { u32 x; memcpy(&x, &f, 4); return x; }
inline float from_bf16(u16 x) { return as_float((u32)x << 16); }
inline u16 to_bf16(float f) {
    u32 x = as_bits(f);
    return f != f ? (u16)0x7FFF : (u16)((x + 0x7FFF + (x >> 16 & 1)) >> 16);
}
inline float fast_exp(float x) { return std::exp(x); }

inline void load_matrices(u32 (&r)[4], const void* row) {
    uint64_t address = (uint64_t)row;
    if (address % 16) host::trap();
    u32 words[4] = {(u32)address, (u32)(address >> 32)};
    host::meet(words, 4, [](auto& all) {
        u32 result[32][4];
        for (int lane = 0; lane < 32; lane++)
            for (int m = 0; m < 4; m++) {
                auto& from = all[m * 8 + lane / 4];
                memcpy(&result[lane][m], (const char*)((uint64_t)from[1] << 32 | from[0]) + lane % 4 * 4, 4);
            }
        for (int lane = 0; lane < 32; lane++) memcpy(all[lane], result[lane], 16);
    });
    memcpy(r, words, 16);
}
inline void multiply_fragments(float (&d)[4], const u32 (&a)[4], u32 b0, u32 b1) {
    u32 words[10] = {0, 0, 0, 0, a[0], a[1], a[2], a[3], b0, b1};
    memcpy(words, d, 16);
    host::meet(words, 10, [](auto& all) {
        u32 some[2] = {};
        for (auto& own : all) {
            for (int i = 4; i < 8; i++) some[0] |= own[i];
            some[1] |= own[8] | own[9];
        }
        if (!some[0] || !some[1]) return;  // nothing but zeros
        float left[16][16], right[16][8];
        for (int lane = 0; lane < 32; lane++) {
            int row = lane / 4, depth = lane % 4 * 2;
            for (int i = 0; i < 4; i++) {  // upper and lower rows, then the second half of the depth
                left[row + i % 2 * 8][depth + i / 2 * 8] = as_float(all[lane][4 + i] << 16);
                left[row + i % 2 * 8][depth + i / 2 * 8 + 1] = as_float(all[lane][4 + i] & 0xFFFF0000);
            }
            for (int i = 0; i < 2; i++) {
                right[depth + i * 8][row] = as_float(all[lane][8 + i] << 16);
                right[depth + i * 8 + 1][row] = as_float(all[lane][8 + i] & 0xFFFF0000);
            }
        }
        for (int row = 0; row < 16; row++) {
            float sums[8] = {};
            for (int k = 0; k < 16; k++)
                for (int column = 0; column < 8; column++) sums[column] += left[row][k] * right[k][column];
            for (int column = 0; column < 8; column++) {
                u32& target = all[row % 8 * 4 + column / 2][row / 8 * 2 + column % 2];
                target = as_bits(as_float(target) + sums[column]);
            }
        }
    });
    memcpy(d, words, 16);
}
template <typename T>
T shuffle_xor(T x, int mask) {
    u32 words[2] = {};
    memcpy(words, &x, sizeof x);
    host::meet(words, 2, [=](auto& all) {
        for (int lane = 0; lane < 32; lane++)
            if (lane < (lane ^ mask))
                for (int i = 0; i < 2; i++) std::swap(all[lane][i], all[lane ^ mask][i]);
    });
    memcpy(&x, words, sizeof x);
    return x;
}

// ---------------------------------------------------------------- from compute capability 9.0 on

/** What the copy engine knows of an array; filled by the stand-in's cuTensorMapEncodeTiled and by tests. */
struct alignas(64) TensorMap {
    const char* base;
    int size, rank;                     // of an element; of the array
    int sizes[4], box[4], steps[4];     // innermost first
    long long strides[4];               // in bytes
    char unused[128 - 96];
};
static_assert(sizeof(TensorMap) == 128);

namespace host {
struct Transactions { uint8_t count, left, phase, unused; int32_t bytes; };
inline u64* barriers;  // where a block's barriers lie
inline Transactions& transactions(u32 bar) { return *(Transactions*)(shared + (int32_t)bar); }
inline void completed(Transactions& t) {
    if (t.left == 0 && t.bytes == 0) {
        t.left = t.count;
        t.phase ^= 1;
        schedule.progress();
    }
}
/** Eight rows of 128 bytes: the pieces of 16 bytes of a row lie in an order of its own. */
inline u32 swizzled(u32 address) { return address ^ (address >> 7 & 7) << 4; }

inline void load(u32 to, const TensorMap& map, u32 bar, const int (&at)[4]) {
    int count[4];
    for (int k = 0; k < 4; k++) count[k] = (map.box[k] + map.steps[k] - 1) / map.steps[k];
    int row = count[0] * map.size, bytes = row * count[1] * count[2] * count[3];
    if (to % 128) trap();
    for (int i = 0; i < bytes; i += 16) {
        int place[4] = {
            at[0] + i % row / map.size,
            at[1] + i / row % count[1] * map.steps[1],
            at[2] + i / row / count[1] % count[2] * map.steps[2],
            at[3] + i / row / count[1] / count[2] * map.steps[3]};
        const char* from = map.base;
        bool inside = true;
        for (int k = 0; k < 4; k++) {
            inside &= place[k] >= 0 && place[k] < map.sizes[k];
            from += place[k] * map.strides[k];
        }
        if (inside) memcpy(shared + swizzled(to + i), from, 16);
        else memset(shared + swizzled(to + i), 0, 16);
    }
    transactions(bar).bytes -= bytes;
    completed(transactions(bar));
}
}  // namespace host

inline u32 shared_address(const void* p) { return (u32)((const char*)p - host::shared); }
inline void barrier_init(u32 bar, u32 count) { host::transactions(bar) = {(uint8_t)count, (uint8_t)count, 0, 0, 0}; }
inline void barrier_arrive(u32 bar) {
    host::transactions(bar).left--;
    host::completed(host::transactions(bar));
}
inline void barrier_expect(u32 bar, u32 bytes) {
    host::transactions(bar).bytes += bytes;
    barrier_arrive(bar);
}
/** Whether a phase has ended; if not, other threads go on first. */
inline bool barrier_passed(u32 bar, u32 parity) {
    if (host::transactions(bar).phase == parity) host::yield();
    return host::transactions(bar).phase != parity;
}
inline void barrier_wait(u32 bar, u32 parity) {
    while (!barrier_passed(bar, parity)) {}
}
inline void load_4d(u32 to, const TensorMap* map, u32 bar, int c, int x, int y, int n) { host::load(to, *map, bar, {c, x, y, n}); }
inline void load_3d(u32 to, const TensorMap* map, u32 bar, int c, int o, int tap) { host::load(to, *map, bar, {c, o, tap, 0}); }
inline u64 descriptor(u32 address) { return address >> 4; }

inline void host::Product::run() const {
    int lane = thread % 32, warp = thread / 32 % 4;
    auto bring = [](float (&numbers)[16], u32 from) {  // whether there is anything but zeros
        u32 words[8], some = 0;
        for (int piece = 0; piece < 2; piece++) memcpy(words + piece * 4, host::shared + host::swizzled(from + piece * 16), 16);
        for (int k = 0; k < 8; k++) {
            some |= words[k];
            numbers[2 * k] = as_float(words[k] << 16);
            numbers[2 * k + 1] = as_float(words[k] & 0xFFFF0000);
        }
        return some != 0;
    };
    float rows[2][16];
    bool some = false;
    for (int half = 0; half < 2; half++) some |= bring(rows[half], (u32)a * 16 + (warp * 16 + half * 8 + lane / 4) * 128);
    for (int j = 0; j < 32 && some; j++) {
        float column[16];
        if (!bring(column, (u32)b * 16 + (j / 2 * 8 + lane % 4 * 2 + j % 2) * 128)) continue;
        for (int half = 0; half < 2; half++) {
            float sum = 0;
            for (int k = 0; k < 16; k++) sum += rows[half][k] * column[k];
            d[j / 2 * 4 + half * 2 + j % 2] += sum;
        }
    }
}
inline void multiply_tiles(float (&d)[64], u64 a, u64 b) {
    host::products[threadIdx.x / 128].add({threadIdx.x, d, a, b});
    host::wait(host::warpgroups[threadIdx.x / 128], 128);
}
inline void products_begin() {}
inline void products_commit() { host::products[threadIdx.x / 128].close(host::groups[threadIdx.x].products++); }
template <int PENDING>
void products_wait() { host::products[threadIdx.x / 128].wait(max(host::groups[threadIdx.x].products - PENDING, 0)); }
inline void barriers_ready() {}
inline void few_registers() {}
inline void many_registers() {}
