// The kernels as they lie in the jar: PTX that translate.py has made C++ of. What a GPU would refuse traps: an access that is
// not aligned, or outside of all allocated memory; and what it might get wrong, too: memory that threads use at the same time,
// and one of them writes.
#include <cstdio>
#include <limits>
#include <unordered_map>

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

/** Which threads read and wrote a word of memory last. */
class Use {
    struct Access { int block = -1, thread = -1; u32 stretch = 0; } read, written;

public:
    /** Traps if another thread uses it at the same time: one of this block without a barrier between, or one of another block. */
    void note(bool isShared, bool writes) {
        Access own{blockIdx.x + gridDim.x * (blockIdx.y + gridDim.y * blockIdx.z), threadIdx.x, host::stretch};
        auto races = [&](const Access& other) {
            bool sameBlock = other.block == own.block;
            return other.thread >= 0 && !(sameBlock && other.thread == own.thread)
                && (other.stretch == own.stretch || !(isShared || sameBlock));
        };
        if (races(written) || (writes && races(read))) {
            const char* where = isShared ? "shared" : "global";
            fprintf(stderr, "thread %d of block %d uses %s memory at the same time as another\n", own.thread, own.block, where);
            host::trap();
        }
        (writes ? written : read) = own;
    }
};
/** The uses of global memory in one launch, by pages of 4 KiB. */
std::unordered_map<uintptr_t, std::vector<Use>> pages;
Use ofShared[sizeof host::shared / 4];

inline char* global(char* at, int bytes, bool writes) {
    static u32 launch;
    if (launch != host::launches) pages.clear();
    launch = host::launches;
    if (!isAllocated((u64)at, bytes)) host::trap();
    for (uintptr_t word = (uintptr_t)at / 4; word <= ((uintptr_t)at + bytes - 1) / 4; word++) {
        std::vector<Use>& page = pages[word / 1024];
        page.resize(1024);
        page[word % 1024].note(false, writes);
    }
    return aligned(at, bytes);
}
inline char* shared(char* at, int bytes, bool writes) {
    for (auto word = (at - host::shared) / 4; word <= (at - host::shared + bytes - 1) / 4; word++) ofShared[word].note(true, writes);
    return aligned(at, bytes);
}
inline void copy_async(char* to, char* from, bool valid) {
    ::copy_async(shared(to, 16, true), valid ? global(from, 16, false) : from, valid);
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
