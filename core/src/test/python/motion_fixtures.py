"""Writes the fixture of camera motion: a checkerboard that Pillow has moved.

    python -m venv .venv && .venv/bin/pip install -r core/src/test/python/requirements.txt
    .venv/bin/python core/src/test/python/motion_fixtures.py

Run from the repository's root. The file goes to core/src/test/resources/io/github/congeal/internal/engine and comes out the
same every time. Each result is named by the written form of the motion; pictures are [height, width].
"""

from math import cos, radians, sin
from pathlib import Path

import numpy as np
from PIL import Image
from safetensors.numpy import save_file

OUT = Path(__file__).parents[1] / "resources/io/github/congeal/internal/engine"
WIDTH, HEIGHT, PADDING = 26, 18, 60
PADS = {"wrap": "wrap", "reflect": "symmetric"}


def shift(x, y):
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], float)


def turned(a):
    return np.array([[cos(a), -sin(a), 0], [sin(a), cos(a), 0], [0, 0, 1]])


def tilted(pitch, yaw, distance):
    # As rotations of points in space, of which z is the distance beyond the picture's plane.
    about_x = np.array([[1, 0, 0], [0, cos(pitch), 0], [0, -sin(pitch), 0]])
    about_y = np.array([[cos(yaw), 0, -sin(yaw)], [0, 1, 0], [sin(yaw), 0, cos(yaw)]])
    space = about_y @ about_x
    return np.array([[*space[0, :2], 0], [*space[1, :2], 0], [*(space[2, :2] / distance), 1]])


def moved(picture, border, zoom=1.0, turn=0.0, x=0.0, y=0.0, pitch=0.0, yaw=0.0):
    middle = shift(WIDTH / 2, HEIGHT / 2)
    tilt = tilted(radians(pitch), radians(yaw), max(WIDTH, HEIGHT))
    forth = shift(x, y) @ middle @ turned(radians(turn)) @ np.diag([zoom, zoom, 1]) @ tilt @ np.linalg.inv(middle)
    back = np.linalg.inv(forth)
    if border in PADS:
        picture = np.pad(picture, PADDING, PADS[border])
        back = shift(PADDING, PADDING) @ back
        fill = np.nan
    else:
        rim = np.concatenate([picture[0], picture[-1], picture[1:-1, 0], picture[1:-1, -1]])
        fill = float(rim.mean())
    back = back / back[2, 2]
    flat = np.allclose(back[2, :2], 0)
    method = Image.Transform.AFFINE if flat else Image.Transform.PERSPECTIVE
    data = back.ravel()[:6] if flat else back.ravel()[:8]
    image = Image.fromarray(picture.astype(np.float32))
    result = image.transform((WIDTH, HEIGHT), method, tuple(data), Image.Resampling.BILINEAR, fillcolor=fill)
    result = np.asarray(result)
    assert not np.isnan(result).any(), "the padding was too small"
    return result


def main():
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    board = ((rows // 4 + columns // 4) % 2 * 0.8 + columns / WIDTH * 0.2).astype(np.float32)
    tensors = {"checkerboard": board}
    moves = [
        {"zoom": 1.3, "turn": 20},
        {"zoom": 0.7, "turn": -50},
        {"x": 3.25, "y": -1.5},
        {"zoom": 1.1, "turn": 5, "x": -2, "y": 4.5, "pitch": 20, "yaw": -10},
    ]
    for border in ["wrap", "reflect", "fill"]:
        for move in moves:
            written = ", ".join(f"{name}={value}" for name, value in move.items())
            tensors[f"motion({written}, border={border})"] = moved(board, border, **move)
    save_file(tensors, OUT / "motion.safetensors")


main()
