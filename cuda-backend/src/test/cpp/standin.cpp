// A stand-in of NVIDIA's driver whose GPU is host.h: the whole way from Java to a kernel's last instruction can be tested
// where there is no GPU. It is stricter than a driver: what is put into a stream is done only when something waits for
// it, memory begins with NaN and ends with a guard, and a thread without a context gets an error.
#include <mutex>

#include "functions.h"
#include "kernels.cu"

namespace {
// What a test can set, by standin_set or by the environment variable CONGEAL_STANDIN (name=value,…); and what it can read.
std::map<std::string, long long> settings = {
    {"seed", 1}, {"driver", 13000}, {"devices", 1}, {"major", 9}, {"minor", 0}, {"multiprocessors", 2},
    {"memory", 8LL << 30},     // in all
    {"launches", 1LL << 60},   // how many go well before one fails
    {"failure", 719},          // how it fails then; 719 and the like for ever
    {"traps", 1LL << 60},      // how many kernels come to their end before one traps
    {"translated", 0},         // whether a module has the kernels of the code in the jar, not of the sources
    {"allocated", 0}, {"pinned", 0}, {"contexts", 0}, {"launched", 0}, {"queued", 0}, {"guards", 0},
};
std::recursive_mutex mutex;
typedef std::lock_guard<std::recursive_mutex> Locked;
thread_local bool current;
thread_local long long waits;  // of a thread for all that is in a stream
int lost;

struct Environment {
    Environment() {
        std::string text = getenv("CONGEAL_STANDIN") ? getenv("CONGEAL_STANDIN") : "";
        for (size_t at = 0; at < text.size();) {
            size_t end = std::min(text.find(',', at), text.size()), equals = text.find('=', at);
            settings[text.substr(at, equals - at)] = atoll(text.c_str() + equals + 1);
            at = end + 1;
        }
    }
} environment;

enum { INVALID = 1, NO_MEMORY = 2, NOT_INITIALIZED = 3, NO_DEVICE = 100, NO_CONTEXT = 201, NO_IMAGE = 209, NOT_FOUND = 500, ILLEGAL_ADDRESS = 700, FAILED = 719 };

// ---------------------------------------------------------------- kernels

#define NAMED(kernel) {#kernel, function(kernel)},
Functions functions = {
#include "names.inc"
};

// ---------------------------------------------------------------- memory and streams

constexpr size_t GUARD = 512;
std::map<u64, size_t> allocations;
struct Range { u64 from, to; } found;  // the one that was asked for last
std::vector<std::function<void()>> queue;

int enqueue(std::function<void()> work) {
    if (lost) return lost;
    queue.push_back(std::move(work));
    settings["queued"] = queue.size();
    return 0;
}
int finish() {
    for (size_t i = 0; i < queue.size() && !lost; i++) queue[i]();
    queue.clear();
    settings["queued"] = 0;
    return lost;
}
int ready() { return lost ? lost : current ? 0 : NO_CONTEXT; }
}  // namespace

bool isAllocated(u64 address, size_t bytes) {
    if (address < found.from || address + bytes > found.to) {
        auto after = allocations.upper_bound(address);
        if (after == allocations.begin()) return false;
        auto own = std::prev(after);
        found = {own->first, own->first + own->second};
    }
    return address + bytes <= found.to;
}

#define BEGIN                  \
    Locked locked(mutex);      \
    if (int error = ready()) return error

extern "C" {
void standin_set(const char* name, long long value) {
    Locked locked(mutex);
    settings[name] = value;
    if (std::string(name) == "failure") lost = 0;
}
long long standin_get(const char* name) {
    Locked locked(mutex);
    if (std::string(name) == "waits") return waits;
    return std::string(name) == "translations" ? (long long)translated.size() : settings[name];
}

int cuInit(int) { return settings["devices"] ? 0 : NO_DEVICE; }
int cuDriverGetVersion(int* version) { return *version = (int)settings["driver"], 0; }
int cuDeviceGetCount(int* count) { return *count = (int)settings["devices"], 0; }
int cuDeviceGet(int* device, int ordinal) { return *device = ordinal, 0; }
int cuDeviceGetName(char* name, int, int) { return strcpy(name, "stand-in"), 0; }
int cuDeviceTotalMem_v2(size_t* bytes, int) { return *bytes = settings["memory"], 0; }
int cuDeviceGetUuid(char* uuid, int) { return memset(uuid, 7, 16), 0; }
int cuDeviceGetPCIBusId(char* id, int, int) { return strcpy(id, "0000:01:00.0"), 0; }
int cuDeviceGetAttribute(int* value, int attribute, int) {
    return *value = (int)(attribute == 75   ? settings["major"]
                          : attribute == 76 ? settings["minor"]
                          : attribute == 16 ? settings["multiprocessors"]
                          : attribute == 97 ? host::LARGEST_SHARED
                                            : 0),
           0;
}
int cuDevicePrimaryCtxRetain(void** context, int) {
    Locked locked(mutex);
    settings["contexts"]++;
    return *context = (void*)1, lost;
}
int cuDevicePrimaryCtxRelease_v2(int) {
    Locked locked(mutex);
    settings["contexts"]--;
    return 0;
}
int cuCtxSetCurrent(void* context) { return current = context != nullptr, lost; }
int cuModuleLoadData(void** module, const char* image) {
    BEGIN;
    bool ptx = strstr(image, ".version") != nullptr, elf = !memcmp(image, "\177ELF", 4);
    if (!ptx && !(elf && settings["major"] == 9)) return NO_IMAGE;
    return *module = settings["translated"] ? &translated : &functions, 0;
}
int cuModuleGetFunction(Function** function, Functions* module, const char* name) {
    BEGIN;
    auto found = module->find(name);
    return found == module->end() ? (int)NOT_FOUND : (*function = &found->second, 0);
}
int cuFuncSetAttribute(Function* function, int attribute, int value) {
    BEGIN;
    if (attribute != 8 || value > host::LARGEST_SHARED) return INVALID;
    function->shared = value;
    return 0;
}
int cuMemAlloc_v2(u64* address, size_t bytes) {
    BEGIN;
    if (bytes == 0) return INVALID;
    if (settings["allocated"] + (long long)bytes > settings["memory"]) return NO_MEMORY;
    char* memory = (char*)aligned_alloc(512, (bytes + GUARD + 511) / 512 * 512);
    memset(memory, 0xFF, bytes);
    memset(memory + bytes, 0x5A, GUARD);
    allocations[(u64)memory] = bytes;
    settings["allocated"] += bytes;
    return *address = (u64)memory, 0;
}
int cuMemFree_v2(u64 address) {
    Locked locked(mutex);
    finish();
    auto own = allocations.find(address);
    if (own == allocations.end()) return lost ? lost : (int)INVALID;
    for (size_t i = 0; i < GUARD; i++) settings["guards"] += ((char*)address)[own->second + i] != 0x5A;
    settings["allocated"] -= own->second;
    allocations.erase(own);
    found = {};
    free((void*)address);
    return lost;
}
int cuMemHostAlloc(void** address, size_t bytes, int) {
    BEGIN;
    settings["pinned"]++;
    return *address = aligned_alloc(4096, (bytes + 4095) / 4096 * 4096), 0;
}
int cuMemFreeHost(void* address) {
    Locked locked(mutex);
    settings["pinned"]--;
    return free(address), lost;
}
int cuMemcpyHtoDAsync_v2(u64 to, const void* from, size_t bytes, void*) {
    BEGIN;
    if (!isAllocated(to, bytes)) return INVALID;
    return enqueue([=] { memcpy((void*)to, from, bytes); });
}
int cuMemcpyDtoHAsync_v2(void* to, u64 from, size_t bytes, void*) {
    BEGIN;
    if (!isAllocated(from, bytes)) return INVALID;
    return enqueue([=] { memcpy(to, (void*)from, bytes); });
}
int cuMemcpyDtoDAsync_v2(u64 to, u64 from, size_t bytes, void*) {
    BEGIN;
    if (!isAllocated(to, bytes) || !isAllocated(from, bytes)) return INVALID;
    return enqueue([=] { memcpy((void*)to, (void*)from, bytes); });
}
int cuMemsetD8Async(u64 to, unsigned char value, size_t bytes, void*) {
    BEGIN;
    if (!isAllocated(to, bytes)) return INVALID;
    return enqueue([=] { memset((void*)to, value, bytes); });
}
int cuStreamCreate(void** stream, int) {
    BEGIN;
    return *stream = (void*)3, 0;
}
int cuStreamDestroy_v2(void*) { return 0; }
int cuStreamSynchronize(void*) {
    BEGIN;
    waits++;
    return finish();
}
int cuEventCreate(void** event, int) {
    BEGIN;
    return *event = (void*)4, 0;
}
int cuEventDestroy_v2(void*) { return 0; }
int cuEventRecord(void*, void*) { return ready(); }
int cuEventSynchronize(void*) {
    BEGIN;
    return finish();
}
int cuEventElapsedTime(float* milliseconds, void*, void*) { return *milliseconds = 1, 0; }
int cuLaunchKernel(Function* function, int gx, int gy, int gz, int threads, int ty, int tz, int shared, void*, void** parameters, void** extra) {
    BEGIN;
    if (gx < 1 || gy < 1 || gz < 1 || gy > 65535 || gz > 65535 || threads < 1 || threads * ty * tz > 1024 || shared > function->shared || extra) return INVALID;
    if (settings["launches"]-- <= 0) {
        int failure = (int)settings["failure"];
        if (failure >= 700) lost = failure;
        return failure;
    }
    settings["launched"]++;
    Arguments values;
    for (size_t i = 0; i < function->sizes.size(); i++)
        values.emplace_back((char*)parameters[i], (char*)parameters[i] + function->sizes[i]);
    return enqueue([=] {
        host::seed = (u32)settings["seed"];
        host::traps = settings["traps"]-- <= 0;
        if (!function->run({gx, gy, gz}, threads, shared, values)) lost = FAILED;
    });
}
int cuGetErrorName(int error, const char** text) {
    switch (error) {
        case INVALID: *text = "CUDA_ERROR_INVALID_VALUE"; break;
        case NO_MEMORY: *text = "CUDA_ERROR_OUT_OF_MEMORY"; break;
        case FAILED: *text = "CUDA_ERROR_LAUNCH_FAILED"; break;
        case ILLEGAL_ADDRESS: *text = "CUDA_ERROR_ILLEGAL_ADDRESS"; break;
        default: *text = "CUDA_ERROR_OF_THE_STAND_IN";
    }
    return 0;
}
int cuTensorMapEncodeTiled(
    TensorMap* map, int type, u32 rank, const char* address, const u64* sizes, const u64* strides, const u32* box, const u32* steps, int interleave, int swizzle,
    int promotion, int fill) {
    BEGIN;
    if (type != 9 || (u64)map % 64 || (u64)address % 16 || interleave || swizzle != 3 || promotion != 2 || fill || box[0] * 2 > 128) return INVALID;
    *map = {address, 2, (int)rank, {1, 1, 1, 1}, {1, 1, 1, 1}, {1, 1, 1, 1}, {2, 0, 0, 0}, {}};
    for (u32 i = 0; i < rank; i++) {
        if (sizes[i] == 0 || sizes[i] > 1ULL << 32 || box[i] == 0 || box[i] > 256 || steps[i] == 0 || steps[i] > 8 || (i > 0 && strides[i - 1] % 16)) return INVALID;
        map->sizes[i] = (int)sizes[i];
        map->box[i] = (int)box[i];
        map->steps[i] = (int)steps[i];
        if (i > 0) map->strides[i] = strides[i - 1];
    }
    return 0;
}
}
