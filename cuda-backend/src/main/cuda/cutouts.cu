// Cutouts of a picture and what is done to them, and the gradients of both: a thread for each number or pixel that comes
// out, which looks for all that belongs to it, so that nothing is added up in an order left to chance.
#pragma once
#include "device.h"

// ---------------------------------------------------------------- windows

/** A window of a picture; maximal: averaged with the largest numbers of what its pixels are resampled from. */
struct Cut { int x, y, width, height, mirrored, maximal; };
/** Of a cutout's row or column: which of the window's it is the sum of, and where their weights begin. */
struct Run { int first, length, weights; };
/** Of a window's row or column: in which of the cutout's it may be. */
struct Reach { int first, length; };

/** A run's sum over numbers that lie so far apart. */
__device__ __forceinline__ float run_sum(const Run& run, const float* weights, const float* from, long long step) {
    float sum = 0;
    for (int t = 0; t < run.length; t++) sum += weights[run.weights + t] * from[(run.first + t) * step];
    return sum;
}
/** The transposed sum: of all that a row or column of the window is in. */
__device__ __forceinline__ float reach_sum(int own, const Reach& reach, const Run* runs, const float* weights, const float* from, long long step) {
    float sum = 0;
    for (int i = reach.first; i < reach.first + reach.length; i++) {
        int t = own - runs[i].first;
        if (t >= 0 && t < runs[i].length) sum += weights[runs[i].weights + t] * from[i * step];
    }
    return sum;
}
/** The rows of cutouts, still as wide as the picture: [K, size, widest, 3]. */
KERNEL(crop_rows)(const float* picture, const Cut* cuts, const Run* down, const float* weights, float* middle, int size, int widest, long long count) {
    EACH(i, count) {
        int c = (int)(i % 3), x = (int)(i / 3 % widest), row = (int)(i / 3 / widest % size), k = (int)(i / 3 / widest / size);
        const Cut& cut = cuts[k];
        if (x < cut.width)
            middle[i] = run_sum(down[k * size + row], weights, picture + ((long long)cut.y * widest + cut.x + x) * 3 + c, widest * 3);
    }
}
KERNEL(crop_columns)(const float* middle, const Cut* cuts, const Run* across, const float* weights, float* pixels, int size, int widest, long long count) {
    EACH(i, count) {
        int c = (int)(i % 3), column = (int)(i / 3 % size), k = (int)(i / 3 / size / size);
        const Cut& cut = cuts[k];
        int own = cut.mirrored ? size - 1 - column : column;
        pixels[i] = run_sum(across[k * size + own], weights, middle + i / 3 / size * widest * 3 + c, 3);
    }
}
/** The gradient of crop_columns. */
KERNEL(crop_columns_backward)(const float* gradient, const Cut* cuts, const Run* across, const float* weights, const Reach* reaches, float* middle, int size, int widest, long long count) {
    EACH(i, count) {
        int c = (int)(i % 3), x = (int)(i / 3 % widest), k = (int)(i / 3 / widest / size);
        const Cut& cut = cuts[k];
        if (x < cut.width) {
            const float* row = gradient + i / 3 / widest * size * 3 + c;
            middle[i] = reach_sum(x, reaches[k * widest + x], across + k * size, weights, cut.mirrored ? row + (size - 1) * 3 : row, cut.mirrored ? -3 : 3);
        }
    }
}
/** The gradient of crop_rows, added to that of the picture. */
KERNEL(crop_rows_backward)(const float* middle, const Cut* cuts, const Run* down, const float* weights, const Reach* reaches, float* picture, int size, int widest, int tallest, int cutouts, long long count) {
    EACH(i, count) {
        int c = (int)(i % 3), x = (int)(i / 3 % widest), y = (int)(i / 3 / widest);
        float sum = picture[i];
        for (int k = 0; k < cutouts; k++) {
            int column = x - cuts[k].x, row = y - cuts[k].y;
            if (column >= 0 && column < cuts[k].width && row >= 0 && row < cuts[k].height)
                sum += reach_sum(row, reaches[k * tallest + row], down + k * size, weights, middle + ((long long)k * size * widest + column) * 3 + c, widest * 3);
        }
        picture[i] = sum;
    }
}

/** Where in the picture the largest number lies that a cutout's is resampled from: row by row, the first of equal ones. */
__device__ __forceinline__ int largest(const float* picture, const Cut& cut, const Run& down, const Run& across, int widest, int c) {
    int at = ((cut.y + down.first) * widest + cut.x + across.first) * 3 + c, found = at;
    for (int t = 0; t < down.length; t++)
        for (int s = 0; s < across.length; s++) {
            int other = at + (t * widest + s) * 3;
            if (picture[other] > picture[found]) found = other;
        }
    return found;
}
KERNEL(pool_maximum)(const float* picture, const Cut* cuts, const Run* down, const Run* across, float* pixels, int size, int widest, long long count) {
    EACH(i, count) {
        int c = (int)(i % 3), column = (int)(i / 3 % size), row = (int)(i / 3 / size % size), k = (int)(i / 3 / size / size);
        const Cut& cut = cuts[k];
        if (!cut.maximal) continue;
        int own = cut.mirrored ? size - 1 - column : column;
        float most = picture[largest(picture, cut, down[k * size + row], across[k * size + own], widest, c)];
        pixels[i] += 0.5f * (most - pixels[i]);
    }
}
/** Halves the gradient of what is averaged, and says where the other half belongs. */
KERNEL(pool_places)(const float* picture, const Cut* cuts, const Run* down, const Run* across, float* gradient, int* places, int size, int widest, long long count) {
    EACH(i, count) {
        int c = (int)(i % 3), column = (int)(i / 3 % size), row = (int)(i / 3 / size % size), k = (int)(i / 3 / size / size);
        const Cut& cut = cuts[k];
        if (!cut.maximal) continue;
        int own = cut.mirrored ? size - 1 - column : column;
        places[i] = largest(picture, cut, down[k * size + row], across[k * size + own], widest, c);
        gradient[i] *= 0.5f;
    }
}
/** Each of the picture's numbers looks for the cutouts' in which it is the largest, and adds their gradients to its own. */
KERNEL(pool_backward)(const float* gradient, const int* places, const Cut* cuts, const Reach* down, const Reach* across, float* picture, int size, int widest, int tallest, int cutouts, long long count) {
    EACH(i, count) {
        int c = (int)(i % 3), x = (int)(i / 3 % widest), y = (int)(i / 3 / widest);
        float sum = picture[i];
        for (int k = 0; k < cutouts; k++) {
            int column = x - cuts[k].x, row = y - cuts[k].y;
            if (!cuts[k].maximal || column < 0 || column >= cuts[k].width || row < 0 || row >= cuts[k].height) continue;
            const Reach &rows = down[k * tallest + row], &columns = across[k * widest + column];
            for (int r = rows.first; r < rows.first + rows.length; r++)
                for (int q = columns.first; q < columns.first + columns.length; q++) {
                    int own = cuts[k].mirrored ? size - 1 - q : q, from = ((k * size + r) * size + own) * 3 + c;
                    if (places[from] == (int)i) sum += gradient[from];
                }
        }
        picture[i] = sum;
    }
}

// ---------------------------------------------------------------- projective maps

/** From a pixel of the result to its place in the source and back, both counted from the middle. */
struct Projection {
    float forward[9], backward[9];
    float left, right, top, bottom;  // what of the source is read at all
    int moved;                       // or left as it is
};

struct Point { float x, y, z; };

__device__ __forceinline__ Point project(const float (&m)[9], float x, float y) {
    Point p = {m[0] * x + m[1] * y + m[2], m[3] * x + m[4] * y + m[5], m[6] * x + m[7] * y + m[8]};
    p.x /= p.z;
    p.y /= p.z;
    return p;
}
/** Where along one axis a sample lies, between two pixels: clamped to the edge, or not. */
__device__ __forceinline__ float on_axis(float place, float middle, int size, int border) {
    place += middle;
    return border ? fmin(fmax(place, 0.f), size - 1.f) : fmin(fmax(place, -2.f), size + 1.f);
}

/** Moves pixels: each is read, bilinearly, at its place in the source. */
KERNEL(sample)(const float* pixels, const Projection* maps, float* out, int size, int border, long long count) {
    float middle = (size - 1) * 0.5f;
    EACH(i, count) {
        int column = (int)(i % size), row = (int)(i / size % size), k = (int)(i / size / size);
        const Projection& map = maps[k];
        if (!map.moved) {
            for (int c = 0; c < 3; c++) out[i * 3 + c] = pixels[i * 3 + c];
            continue;
        }
        Point p = project(map.forward, column - middle, row - middle);
        float x = on_axis(p.x, middle, size, border), y = on_axis(p.y, middle, size, border);
        int left = (int)floorf(x), top = (int)floorf(y);
        const float* own = pixels + (long long)k * size * size * 3;
        float sums[3] = {};
        for (int corner = 0; corner < 4; corner++) {
            int px = left + corner % 2, py = top + corner / 2;
            if (px < 0 || px >= size || py < 0 || py >= size) continue;
            float weight = (1 - fabsf(x - px)) * (1 - fabsf(y - py));
            for (int c = 0; c < 3; c++) sums[c] += weight * own[(py * size + px) * 3 + c];
        }
        for (int c = 0; c < 3; c++) out[i * 3 + c] = sums[c];
    }
}
/** Of a source's pixel, each of the result's pixels that were read from around it has its share of the gradient. */
KERNEL(sample_backward)(const float* gradient, const Projection* maps, float* out, int size, int border, long long count) {
    float middle = (size - 1) * 0.5f;
    EACH(i, count) {
        int column = (int)(i % size), row = (int)(i / size % size), k = (int)(i / size / size);
        const Projection& map = maps[k];
        if (!map.moved) {
            for (int c = 0; c < 3; c++) out[i * 3 + c] = gradient[i * 3 + c];
            continue;
        }
        // The square that is read with this pixel, as far as the edge repeats it; and where the result has it.
        float x0 = column - middle - 1, x1 = column - middle + 1, y0 = row - middle - 1, y1 = row - middle + 1;
        if (border) {
            if (column == 0) x0 = fmin(x0, map.left);
            if (column == size - 1) x1 = fmax(x1, map.right);
            if (row == 0) y0 = fmin(y0, map.top);
            if (row == size - 1) y1 = fmax(y1, map.bottom);
        }
        float left = 1e9f, right = -1e9f, top = 1e9f, bottom = -1e9f;
        bool sound = true;
        for (int corner = 0; corner < 4; corner++) {
            Point p = project(map.backward, corner % 2 ? x1 : x0, corner / 2 ? y1 : y0);
            sound &= p.z * map.backward[8] > 1e-3f * map.backward[8] * map.backward[8];
            left = fmin(left, p.x);
            right = fmax(right, p.x);
            top = fmin(top, p.y);
            bottom = fmax(bottom, p.y);
        }
        // Beyond the horizon nothing can be said: all are looked at.
        int fromX = sound ? max(0, (int)ceilf(fmax(left + middle - 0.01f, 0.f))) : 0;
        int toX = sound ? min(size - 1, (int)floorf(fmin(right + middle + 0.01f, size - 1.f))) : size - 1;
        int fromY = sound ? max(0, (int)ceilf(fmax(top + middle - 0.01f, 0.f))) : 0;
        int toY = sound ? min(size - 1, (int)floorf(fmin(bottom + middle + 0.01f, size - 1.f))) : size - 1;
        const float* own = gradient + (long long)k * size * size * 3;
        float sums[3] = {};
        for (int py = fromY; py <= toY; py++)
            for (int px = fromX; px <= toX; px++) {
                Point p = project(map.forward, px - middle, py - middle);
                float x = on_axis(p.x, middle, size, border), y = on_axis(p.y, middle, size, border);
                float weight = fmax(1 - fabsf(x - column), 0.f) * fmax(1 - fabsf(y - row), 0.f);
                if (weight > 0)
                    for (int c = 0; c < 3; c++) sums[c] += weight * own[(py * size + px) * 3 + c];
            }
        for (int c = 0; c < 3; c++) out[i * 3 + c] = sums[c];
    }
}

// ---------------------------------------------------------------- blur, rectangles

/** The mean of the 3x3 pixels around a number that is not on the border, the middle counted centre times. */
__device__ __forceinline__ float blur(const float* at, int row, float centre) {
    float sum = (at[-row - 3] + at[-row] + at[-row + 3]) + (at[-3] + at[0] + at[3]) + (at[row - 3] + at[row] + at[row + 3]);
    return (sum + (centre - 1) * at[0]) / (8 + centre);
}
__device__ __forceinline__ bool is_inner(int column, int row, int size) { return column > 0 && row > 0 && column < size - 1 && row < size - 1; }

/** @param blends below 0: left as it is */
KERNEL(stencil)(const float* pixels, const float* blends, float centre, float* out, int size, long long count) {
    EACH(i, count) {
        int column = (int)(i / 3 % size), row = (int)(i / 3 / size % size);
        float blend = blends[i / 3 / size / size], x = pixels[i];
        if (blend >= 0 && is_inner(column, row, size)) {
            float blurred = fmin(fmax(blur(pixels + i, size * 3, centre), 0.f), 1.f);
            x = blurred + blend * (x - blurred);
        }
        out[i] = x;
    }
}
/** The share that goes through the blur, nothing where its clamp holds. */
KERNEL(stencil_to_blur)(const float* input, const float* blends, float centre, const float* gradient, float* toBlur, int size, long long count) {
    EACH(i, count) {
        int column = (int)(i / 3 % size), row = (int)(i / 3 / size % size);
        float blend = blends[i / 3 / size / size], share = 0;
        if (blend >= 0 && is_inner(column, row, size)) {
            float blurred = blur(input + i, size * 3, centre);
            share = blurred >= 0 && blurred <= 1 ? (1 - blend) / (8 + centre) * gradient[i] : 0;
        }
        toBlur[i] = share;
    }
}
KERNEL(stencil_backward)(const float* toBlur, const float* blends, float centre, float* gradient, int size, long long count) {
    EACH(i, count) {
        int column = (int)(i / 3 % size), row = (int)(i / 3 / size % size);
        float blend = blends[i / 3 / size / size];
        if (blend < 0) continue;
        float sum = (is_inner(column, row, size) ? blend : 1) * gradient[i] + (centre - 1) * toBlur[i];
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++)
                if (column + dx >= 0 && column + dx < size && row + dy >= 0 && row + dy < size) sum += toBlur[i + (dy * size + dx) * 3];
        gradient[i] = sum;
    }
}

struct Rectangle {
    int left, top, right, bottom;
    float value;
};
/** @param factor 1 to paint rectangles over, 0 to make zeros of them */
KERNEL(erase)(float* pixels, const Rectangle* rectangles, float factor, int size, long long count) {
    EACH(i, count) {
        int column = (int)(i / 3 % size), row = (int)(i / 3 / size % size);
        const Rectangle& r = rectangles[i / 3 / size / size];
        if (column >= r.left && column < r.right && row >= r.top && row < r.bottom) pixels[i] = factor * r.value;
    }
}
