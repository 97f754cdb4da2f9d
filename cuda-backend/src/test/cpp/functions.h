// Kernels as the stand-in of the driver launches them, by their names.
#pragma once
#include <map>
#include <string>
#include <utility>

#include "host.h"

using Arguments = std::vector<std::vector<char>>;
struct Function {
    std::vector<size_t> sizes;
    std::function<bool(Dim, int, int, const Arguments&)> run;
    int shared = 48 << 10;
};
typedef std::map<std::string, Function> Functions;

template <typename... A, size_t... I>
Function function(void (*kernel)(A...), std::index_sequence<I...>) {
    return {{sizeof(A)...}, [kernel](Dim grid, int threads, int shared, const Arguments& values) {
                auto get = [](auto* type, const std::vector<char>& bytes) {
                    std::remove_const_t<std::remove_pointer_t<decltype(type)>> value;
                    memcpy(&value, bytes.data(), sizeof value);
                    return value;
                };
                return host::launch(kernel, grid, threads, shared, get((A*)nullptr, values[I])...);
            }};
}
template <typename... A>
Function function(void (*kernel)(A...)) {
    return function(kernel, std::index_sequence_for<A...>());
}

/** Those of the code in the jar (translated.cpp). */
extern Functions translated;

/** Whether so many bytes from an address on lie in one allocation. */
bool isAllocated(u64 address, size_t bytes);
