// The kernels as they lie in the jar: PTX that translate.py has made C++ of. What a GPU would refuse traps: an access that is
// not aligned, or outside of all allocated memory; and what it might get wrong, too: shared memory that one thread writes and
// another one uses without a barrier between.
#include <cstdio>
#include <limits>

#include "functions.h"

namespace {
/** A parameter that is a structure. */
template <int LENGTH, int BORDER>
struct alignas(BORDER) Bytes { char bytes[LENGTH]; };

/** The same bits as another type, of which the lower ones count. */
template <typename To, typename From>
To bits_to(From x) {
    static_assert(sizeof(To) <= sizeof(From));
    To result;
    memcpy(&result, &x, sizeof result);
    return result;
}
template <typename T>
T read(const char* at) {
    T x;
    memcpy(&x, at, sizeof x);
    return x;
}
template <typename T>
void write(char* at, T x) { memcpy(at, &x, sizeof x); }

inline char* aligned(char* at, int bytes) {
    if ((uintptr_t)at % bytes) host::trap();
    return at;
}
inline char* inside(char* at, int bytes) {
    if (!isAllocated((u64)at, bytes)) host::trap();
    return aligned(at, bytes);
}

/** Who used a word of shared memory since the last barrier: the first thread that read it, and the last that wrote it. */
struct Use {
    static constexpr int NOBODY = -1, SEVERAL = -2;

    u32 stretch;
    int reader, writer;

    void note(bool writes) {
        int own = threadIdx.x;
        if (stretch != host::stretch) *this = {host::stretch, NOBODY, NOBODY};
        bool races = (writer != NOBODY && writer != own) || (writes && reader != NOBODY && reader != own);
        if (races) {
            fprintf(stderr, "thread %d %s what thread %d uses, without a barrier between\n", own, writes ? "writes" : "reads", writer == NOBODY ? reader : writer);
            host::trap();
        }
        if (writes) writer = own;
        else reader = reader == NOBODY || reader == own ? own : SEVERAL;
    }
};
Use uses[sizeof host::shared / 4];

inline char* used(char* at, int bytes, bool writes) {
    long long first = (at - host::shared) / 4;
    for (long long word = first; word <= first + (bytes - 1) / 4; word++) uses[word].note(writes);
    return aligned(at, bytes);
}
inline void copy_async(char* to, char* from, bool valid) {
    if (valid) inside(from, 16);
    ::copy_async(used(to, 16, true), from, valid);
}

/** The product of two numbers and the sum with a third, rounded down. */
inline float fma_downwards(float a, float b, float c) {
    long double exact = (long double)a * b + c;
    float nearest = (float)exact;
    return nearest > exact ? std::nextafter(nearest, -INFINITY) : nearest;
}
inline float saturated(float x) { return x > 0 ? std::min(x, 1.0f) : 0; }

/** What does not fit becomes the nearest number that does, and NaN 0. */
template <typename To, typename From>
To to_integer(From x) {
    typedef std::numeric_limits<To> Limits;
    if (x != x) return 0;
    if (x <= (From)Limits::min()) return Limits::min();
    return x >= (From)Limits::max() ? Limits::max() : (To)x;
}
inline u32 insert_bits(u32 from, u32 into, u32 at, u32 count) {
    u32 mask = (u32)(((u64)1 << count) - 1) << at;
    return (into & ~mask) | (from << at & mask);
}

inline bool barrier_passed(u32 bar, u32 parity) {
    if (host::transactions(bar).phase == parity) host::yield();
    return host::transactions(bar).phase != parity;
}
/** Where a tile lies, out of wgmma's descriptor: rows of 128 bytes, eight of them a pattern of 1024 (128-byte swizzle). */
inline u64 tile_of(u64 descriptor) {
    bool known = descriptor >> 62 == 1 && (descriptor >> 49 & 7) == 0 && (descriptor >> 32 & 0x3FFF) == 1024 >> 4;
    if (!known) host::trap();
    return descriptor & 0x3FFF;
}
/** As the sources' function, but at once: registers cannot be changed later. */
inline void multiply_tiles(float (&d)[64], u64 a, u64 b, bool add) {
    if (!add) std::fill_n(d, 64, 0);
    host::wait(host::warpgroups[threadIdx.x / 128], 128);
    host::Product{threadIdx.x, d, tile_of(a), tile_of(b)}.run();
    host::wait(host::warpgroups[threadIdx.x / 128], 128);
}

#include "translated.inc"
}  // namespace

#define NAMED(kernel) {#kernel, function(kernel)},
Functions translated = {TRANSLATED};
