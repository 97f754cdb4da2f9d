"""The rounding errors of Winograd's algorithm with several sets of points, on the CPU in float32.

    python benchmarks/winograd_points.py

Needs NumPy. Tiles of normally distributed numbers with 128 channels are convolved with kernels that keep their size; the
errors are those against float64.
"""

import numpy as np

CHANNELS, TILES, KERNELS = 128, 60, 16
SETS = {
    "F(4x4), 0, ±2/3, ±3/2": (4, [0, 2 / 3, -2 / 3, 3 / 2, -3 / 2]),
    "F(4x4), 0, ±1, ±2": (4, [0, 1, -1, 2, -2]),
    "F(6x6), 0, ±1/2, ±1, ±2": (6, [0, 1 / 2, -1 / 2, 1, -1, 2, -2]),
}


def transforms(outputs, points):
    """The matrices of the output, the kernel and the input; the last point is infinity."""
    count = outputs + 2
    output = np.zeros((outputs, count))
    kernel = np.zeros((count, 3))
    inputs = np.zeros((count, count))
    for at, point in enumerate(points):
        output[:, at] = [point**power for power in range(outputs)]
        kernel[at] = [point**power for power in range(3)]
        polynomial = np.array([1.0])
        for other in points[:at] + points[at + 1 :]:
            polynomial = np.convolve(polynomial, [1, -other]) / (point - other)
        inputs[at, :-1] = polynomial[::-1]
    output[-1, -1] = kernel[-1, -1] = 1
    polynomial = np.array([1.0])
    for point in points:
        polynomial = np.convolve(polynomial, [1, -point])
    inputs[-1] = polynomial[::-1]
    return output, kernel, inputs


def times(matrix, x, axis):
    """The product along an axis, summed up in float32 term by term."""
    x = np.moveaxis(x, axis, 0)
    rows = []
    for row in matrix.astype(np.float32):
        total = np.zeros_like(x[0])
        for factor, values in zip(row, x):
            total += factor * values
        rows.append(total)
    return np.moveaxis(np.stack(rows), 0, axis)


def direct(x, kernels, outputs):
    total = np.zeros((TILES, KERNELS, outputs, outputs), x.dtype)
    for a in range(3):
        for b in range(3):
            part = np.ascontiguousarray(x[:, :, a : a + outputs, b : b + outputs].transpose(0, 2, 3, 1))
            total += (part @ kernels[:, :, a, b].T).transpose(0, 3, 1, 2)
    return total


def errors(found, expected):
    difference = found - expected
    return f"{np.sqrt((difference**2).mean()):.1e}, at most {abs(difference).max():.1e}"


for name, (outputs, points) in SETS.items():
    random = np.random.default_rng(0)
    x = random.standard_normal((TILES, CHANNELS, outputs + 2, outputs + 2)).astype(np.float32)
    kernels = (random.standard_normal((KERNELS, CHANNELS, 3, 3)) / np.sqrt(9 * CHANNELS)).astype(np.float32)
    expected = direct(x.astype(float), kernels.astype(float), outputs)
    to_output, to_kernel, to_input = transforms(outputs, points)
    at_points = np.einsum("pi,ocij,qj->pqco", to_kernel, kernels.astype(float), to_kernel).astype(np.float32)
    values = times(to_input, times(to_input, x, 2), 3).transpose(2, 3, 0, 1)
    products = (values @ at_points).transpose(2, 3, 0, 1)
    found = times(to_output, times(to_output, products, 2), 3)
    print(f"{name + ':':28} {errors(found, expected)}; directly {errors(direct(x, kernels, outputs), expected)}")
