"""Plain shapes, drawn as white masks: the renderer gives them their colour."""

import math

import numpy as np
from PIL import Image, ImageDraw

from settings import PICTURE_SIZE

_BIG = 4 * PICTURE_SIZE
_CENTRE = _BIG / 2
_RADIUS = 0.46 * _BIG


def _polygon(corners: int, turn: float = -0.25) -> list[tuple[float, float]]:
    return [_on_circle(turn + i / corners, 1.0) for i in range(corners)]


def _on_circle(turns: float, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * turns
    return _CENTRE + radius * _RADIUS * math.cos(angle), _CENTRE + radius * _RADIUS * math.sin(angle)


def _star(points: int, inner: float) -> list[tuple[float, float]]:
    return [_on_circle(-0.25 + i / (2 * points), inner if i % 2 else 1.0) for i in range(2 * points)]


def _heart() -> list[tuple[float, float]]:
    corners = []
    for i in range(200):
        t = 2 * math.pi * i / 200
        x = 16 * math.sin(t) ** 3
        y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        corners.append((_CENTRE + x / 17 * _RADIUS, _CENTRE - (y + 2) / 17 * _RADIUS))
    return corners


def _box(width: float, height: float) -> list[float]:
    half_w, half_h = width * _RADIUS, height * _RADIUS
    return [_CENTRE - half_w, _CENTRE - half_h, _CENTRE + half_w, _CENTRE + half_h]


def draw_shapes() -> dict[str, np.ndarray]:
    """Every shape by its name, as an RGBA picture in white."""
    polygons = {
        "triangle": _polygon(3),
        "diamond": _polygon(4),
        "pentagon": _polygon(5),
        "hexagon": _polygon(6),
        "octagon": _polygon(8, -0.1875),
        "star": _star(5, 0.42),
        "burst": _star(12, 0.7),
        "heart": _heart(),
    }
    masks: dict[str, Image.Image] = {}

    def canvas(name: str) -> ImageDraw.ImageDraw:
        masks[name] = Image.new("L", (_BIG, _BIG), 0)
        return ImageDraw.Draw(masks[name])

    for name, corners in polygons.items():
        canvas(name).polygon(corners, fill=255)
    canvas("circle").ellipse(_box(1, 1), fill=255)
    canvas("oval").ellipse(_box(1, 0.62), fill=255)
    canvas("square").rectangle(_box(0.85, 0.85), fill=255)
    canvas("rectangle").rectangle(_box(1, 0.55), fill=255)
    canvas("ring").ellipse(_box(1, 1), outline=255, width=int(0.3 * _RADIUS))
    crescent = canvas("crescent")
    crescent.ellipse(_box(1, 1), fill=255)
    crescent.ellipse([c + 0.5 * _RADIUS * (i % 2 == 0) for i, c in enumerate(_box(0.9, 0.9))], fill=0)
    cross = canvas("cross")
    cross.rectangle(_box(1, 0.33), fill=255)
    cross.rectangle(_box(0.33, 1), fill=255)
    stripes = canvas("stripes")
    for row in range(0, _BIG, _BIG // 5):
        stripes.rectangle([0, row, _BIG, row + _BIG // 10], fill=255)
    dots = canvas("dots")
    step = _BIG // 4
    for x in range(step // 2, _BIG, step):
        for y in range(step // 2, _BIG, step):
            dots.ellipse([x - step // 4, y - step // 4, x + step // 4, y + step // 4], fill=255)

    pictures = {}
    for name, mask in masks.items():
        small = np.asarray(mask.resize((PICTURE_SIZE, PICTURE_SIZE), Image.Resampling.LANCZOS))
        pictures[name] = np.dstack([np.full_like(small, 255)] * 3 + [small])
    return pictures
