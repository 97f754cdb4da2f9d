// Convolutions and products on the CPU against plain loops in double, the Hopper ones too, with threads in several orders.
// Prints what is out of bounds, and then fails.
#include <cstdio>
#include <string>

#include "kernels.cu"

namespace {
int faults = 0;
std::mt19937 generator(1);

void check(const std::string& what, double error, double allowed) {
    printf("%-60s %.1e%s\n", what.c_str(), error, error <= allowed ? "" : "  FAULT");
    faults += !(error <= allowed);
}
std::vector<float> numbers(size_t count) {
    std::normal_distribution<float> normal;
    std::vector<float> result(count);
    for (float& x : result) x = normal(generator);
    return result;
}
double error(const std::vector<float>& got, const std::vector<double>& wanted) {
    double error = 0, size = 0;
    for (size_t i = 0; i < wanted.size(); i++) {
        error += (got[i] - wanted[i]) * (got[i] - wanted[i]);
        size += wanted[i] * wanted[i];
    }
    return std::sqrt(error / size);
}
struct Halves { std::vector<u16> high, low; };
/** Rows of numbers as the sums of two bf16, with zeros behind each up to a width. */
Halves halves(const std::vector<float>& x, int width, int padded) {
    Halves h{std::vector<u16>(x.size() / width * padded), std::vector<u16>(x.size() / width * padded)};
    host::launch(split, {3}, 256, 0, x.data(), h.high.data(), h.low.data(), width, padded, (long long)h.high.size() / 2);
    return h;
}
TensorMap map(const std::vector<u16>& array, std::vector<int> sizes, std::vector<int> box, std::vector<int> steps = {1, 1, 1, 1}) {
    TensorMap m{(const char*)array.data(), 2, 4, {}, {}, {}, {}, {}};
    long long stride = 2;
    for (int i = 0; i < 4; i++) {
        m.sizes[i] = sizes[i];
        m.box[i] = box[i];
        m.steps[i] = steps[i];
        m.strides[i] = stride;
        stride *= sizes[i];
    }
    return m;
}

/** A convolution in plain loops; kernels [parities, taps, outputs, inputs]. */
std::vector<double> plain(const std::vector<float>& x, const std::vector<float>& w, const std::vector<float>& bias, const Convolved& s, int inputs) {
    std::vector<double> a(x.begin(), x.end()), b(w.begin(), w.end()), c(bias.begin(), bias.end());
    std::vector<double> out((size_t)s.pictures * s.down * s.across * s.spread * s.spread * s.outputs);
    host::launch(convolve_double, {2}, 64, 0, a.data(), b.data(), c.data(), out.data(), s, inputs);
    return out;
}

void convolution(const std::string& what, int pictures, int height, int width, int inputs, int outputs, int side, int step, int spread) {
    int padded = (inputs + 31) / 32 * 32, parities = spread * spread;
    Convolved s{pictures, height, width, height / step, width / step, padded * 2, outputs, side, step, side / 2, spread, 1};
    auto x = numbers((size_t)pictures * height * width * inputs), w = numbers((size_t)parities * side * side * outputs * inputs), bias = numbers(outputs);
    auto wanted = plain(x, w, bias, s, inputs);
    auto added = numbers(wanted.size());
    for (size_t i = 0; i < wanted.size(); i++) wanted[i] += added[i];
    Halves a = halves(x, inputs, padded), b = halves(w, inputs, padded);
    int pixels = pictures * s.down * s.across;
    auto portable = [&](const char* name, auto kernel, int tile, double allowed) {
        std::vector<float> out(wanted.size(), NAN);
        Dim grid{(pixels + tile - 1) / tile, (outputs + tile - 1) / tile, parities};
        if constexpr (std::is_invocable_v<decltype(kernel), const char*, const char*, const float*, const float*, float*, Convolved>)
            host::launch(
                kernel, grid, 256, 1024 * tile / 2, (const char*)a.high.data(), (const char*)b.high.data(), (const float*)bias.data(),
                (const float*)added.data(), out.data(), s);
        else
            host::launch(
                kernel, grid, 256, 1024 * tile / 2, (const char*)a.high.data(), (const char*)a.low.data(), (const char*)b.high.data(), (const char*)b.low.data(),
                (const float*)bias.data(), (const float*)added.data(), out.data(), s);
        check(what + ", " + name, error(out, wanted), allowed);
        return out;
    };
    portable("bf16, 64", convolve_bf16_64, 64, 5e-3);
    portable("bf16, 128", convolve_bf16_128, 128, 5e-3);
    auto small = portable("bf16x3, 64", convolve_bf16x3_64, 64, 2e-5);
    auto large = portable("bf16x3, 128", convolve_bf16x3_128, 128, 2e-5);
    if (small != large) check(what + ": the same with either tile", 1, 0);

    int tile = height == 1 ? 256 : 16, down = 256 / tile;
    Tiles t{tile, (s.across + tile - 1) / tile, (s.down + down - 1) / down, (outputs + 127) / 128, 0, 1};
    t.count = t.across * t.down * t.outputs * pictures * parities;
    auto picture = [&](const std::vector<u16>& half) {
        return map(half, {padded, width, height, pictures}, {64, tile * step, down * step, 1}, {1, step, step, 1});
    };
    auto kernels = [&](const std::vector<u16>& half) { return map(half, {padded, outputs, parities * side * side, 1}, {64, 128, 1, 1}); };
    std::vector<float> out(wanted.size(), NAN);
    int shared = STAGES * STAGE_BYTES + 1024;
    host::launch(
        hopper_bf16, {2}, 384, shared, picture(a.high), kernels(b.high), (const float*)bias.data(), (const float*)added.data(), out.data(), s, t);
    check(what + ", Hopper bf16", error(out, wanted), 5e-3);
    out.assign(wanted.size(), NAN);
    host::launch(
        hopper_bf16x3, {2}, 384, shared, picture(a.high), picture(a.low), kernels(b.high), kernels(b.low), (const float*)bias.data(),
        (const float*)added.data(), out.data(), s, t);
    check(what + ", Hopper bf16x3", error(out, wanted), 2e-5);

    t.parts = 3;
    t.count *= t.parts;
    std::vector<float> parts(wanted.size() * t.parts, NAN);
    host::launch(
        hopper_bf16x3, {2}, 384, shared, picture(a.high), picture(a.low), kernels(b.high), kernels(b.low), (const float*)nullptr, (const float*)nullptr,
        parts.data(), s, t);
    out.assign(wanted.size(), NAN);
    host::launch(add_parts, {2}, 256, 0, (const float*)parts.data(), t.parts, (const float*)bias.data(), (const float*)added.data(), 1.f, out.data(), outputs, (long long)out.size());
    check(what + ", Hopper bf16x3 in parts", error(out, wanted), 2e-5);
}

void product(const std::string& what, int rows, int columns, int depth, bool left, bool right) {
    auto a = numbers((size_t)6 * rows * depth), b = numbers((size_t)6 * depth * columns);
    std::vector<double> wanted((size_t)6 * rows * columns), da(a.begin(), a.end()), db(b.begin(), b.end());
    Products s{rows, columns, depth, 3, left ? 1 : depth, left ? rows : 1, 3LL * rows * depth, (long long)rows * depth,
               right ? 1 : columns, right ? depth : 1, 3LL * depth * columns, (long long)depth * columns, columns, 1, 3LL * rows * columns, (long long)rows * columns, 0.5};
    host::launch(multiply_double, {2}, 64, 0, da.data(), db.data(), wanted.data(), s, (long long)wanted.size());
    Dim grid{(rows + 63) / 64, (columns + 63) / 64, 6};
    std::vector<float> out(wanted.size(), NAN);
    host::launch(multiply_bf16, grid, 256, 4 * PRODUCT_BYTES, a.data(), b.data(), out.data(), s);
    check(what + ", bf16", error(out, wanted), 5e-3);
    out.assign(wanted.size(), NAN);
    host::launch(multiply_bf16x3, grid, 256, 4 * PRODUCT_BYTES, a.data(), b.data(), out.data(), s);
    check(what + ", bf16x3", error(out, wanted), 2e-5);
}
}  // namespace

int main() {
    for (u32 seed : {0, 1, 2}) {
        host::seed = seed;
        convolution("3x3 of 19x11, 64 to 40", 1, 19, 11, 64, 40, 3, 1, 1);
        convolution("3x3 of two of 9x17, 40 to 3", 2, 9, 17, 40, 3, 3, 1, 1);
        convolution("1x1 of 300, 96 to 136", 1, 1, 300, 96, 136, 1, 1, 1);
        convolution("3x3 by steps of 2 of two of 18x10", 2, 18, 10, 32, 24, 3, 2, 1);
        convolution("4x4 by steps of 2 of 18x38", 1, 18, 38, 64, 8, 4, 2, 1);
        convolution("2x2 in four parities of two of 9x11", 2, 9, 11, 96, 20, 2, 1, 2);
        product("70x90x100", 70, 90, 100, false, false);
        product("70x90x100, transposed", 70, 90, 100, true, true);
        product("1x3x5", 1, 3, 5, false, true);
    }
    return faults ? 1 : 0;
}
