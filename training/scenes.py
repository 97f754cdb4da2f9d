"""Composes the scenes that VQGAN and CLIP learn from: pictures, whole or cut, on varied grounds, recoloured, with captions."""

import math
import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from captions import Caption, describe, describe_ground
from colours import BASIC, NAMES, RGB
from drawings import Drawings
from settings import TILE

_OFTEN = {"fluent": 2.2, "noto": 1.5, "openclipart": 0.8, "shape": 60.0}  # the sources that are learned from

_NEUTRAL = torch.tensor([[1.0, 1.0, 1.0], [0.94, 0.94, 0.94], [0.75, 0.75, 0.75], [0.5, 0.5, 0.5], [0.25, 0.25, 0.25], [0.04, 0.04, 0.04]])


@dataclass
class Plan:
    """What one scene is to show: rows of the picture table (-1: nothing), and paints (-1: natural).

    `tinge` is the colour that the caption gives the thing, painted or its own: "a red apple".
    """

    picture: int
    caption: Caption
    paint: int = -1
    ground: int = -1
    second: int = -1
    tinge: int = -1


class Scenes:
    """Draws scenes from the drawings of one split; the same seed draws the same scenes."""

    def __init__(self, seed: int, split: str = "train") -> None:
        drawings = Drawings()
        chosen = [row for row, item in enumerate(drawings.items) if item["source"] in _OFTEN]
        self.items = [drawings.items[row] for row in chosen]
        fine = [F.avg_pool2d(torch.from_numpy(drawings.table[chosen[k:k + 256]]).float(), 2).round().byte() for k in range(0, len(chosen), 256)]
        self.fine, self.coarse = torch.cat(fine), torch.cat([F.avg_pool2d(part.float(), 2).round().byte() for part in fine])
        self.names, self.paints = NAMES, torch.from_numpy(RGB)
        self.rows = [i for i, item in enumerate(self.items) if item["split"] == split]
        self.weights = np.cumsum([self._weight(self.items[i]) for i in self.rows])
        self.draw = random.Random(seed)
        self.noise = torch.Generator().manual_seed(seed)

    @staticmethod
    def _weight(item: dict) -> float:
        """Fluent emoji most, shapes often though they are few, the many flags seldom, things of a named colour twice."""
        weight = _OFTEN[item["source"]]
        if set(item["name"].split()) & set(BASIC):
            weight *= 2
        return 0.25 * weight if "flag" in item["name"] else weight

    def row(self) -> int:
        return self.rows[int(np.searchsorted(self.weights, self.draw.random() * self.weights[-1]))]

    def paint(self) -> int:
        return self.draw.randrange(len(BASIC) if self.draw.random() < 0.75 else len(self.names))

    def plan(self) -> Plan:
        """A captioned scene of the kinds that the small CLIP is to know."""
        if self.draw.random() < 0.05:
            ground = self.paint()
            return Plan(-1, describe_ground(self.names[ground], self.draw), ground=ground)
        row = self.row()
        item = self.items[row]
        painted = self.draw.random() < (0.9 if item["source"] == "shape" else 0.4)
        paint = self.paint() if painted else -1
        ground = self.paint() if self.draw.random() < 0.12 else -1
        if ground == paint:
            ground = -1
        second = self.row() if self.draw.random() < 0.06 and item["source"] != "shape" else -1
        caption = describe(
            item,
            self.names[paint] if paint >= 0 else None,
            self.names[ground] if ground >= 0 else None,
            self.items[second] if second >= 0 else None,
            self.draw,
        )
        own = [word for word in item["name"].split() if word in BASIC]
        tinge = self.names.index(own[0]) if own and not painted else paint
        return Plan(row, caption, paint, ground, second, tinge)

    def batch(self, size: int) -> tuple[Tensor, list[Caption]]:
        """Pictures [size, 3, 64, 64] in 0..1 and their captions; some differ from others only in colour."""
        plans: list[Plan] = []
        while len(plans) < size:
            plan = self.plan()
            plans.append(plan)
            if plan.paint >= 0 and self.draw.random() < 0.25:
                twin = self.paint()
                item = self.items[plan.picture]
                plans.append(Plan(plan.picture, describe(item, self.names[twin], None, None, self.draw), twin, tinge=twin))
        plans = plans[:size]
        return self.mosaic(self.render(plans)), [plan.caption for plan in plans]

    def mosaic(self, pictures: Tensor) -> Tensor:
        """Lays coarse squares over some pictures, as codes of the VQGAN look from near."""
        for cell in (2, 4):
            coarse = F.interpolate(F.avg_pool2d(pictures, cell), scale_factor=float(cell))
            share = self.uniform(len(pictures)) * (self.uniform(len(pictures)) < 0.2).float()
            pictures = torch.lerp(pictures, coarse, share.view(-1, 1, 1, 1))
        return pictures

    def render(self, plans: list[Plan], smallest: float = 0.55, largest: float = 1.7, side: int = TILE) -> Tensor:
        """Paints the plans; a picture's extent is drawn between the bounds, in widths of the tile."""
        canvas = self.grounds(plans, side)
        second = [plan.second for plan in plans]
        if max(second) >= 0:
            canvas = self.paste(canvas, second, [-1] * len(plans), 0.4, 0.7, spread=0.35)
        return self.paste(canvas, [plan.picture for plan in plans], [plan.paint for plan in plans], smallest, largest)

    def uniform(self, *shape: int) -> Tensor:
        return torch.rand(*shape, generator=self.noise)

    def choose(self, count: int, of: int) -> Tensor:
        return torch.randint(of, (count,), generator=self.noise)

    def shades(self, numbers: Tensor) -> Tensor:
        """Paints with a little variation in hue and lightness."""
        colour = self.paints[numbers] + 0.12 * (self.uniform(len(numbers), 3) - 0.5)
        return (colour * (0.88 + 0.24 * self.uniform(len(numbers), 1))).clamp(0, 1)

    def grounds(self, plans: list[Plan], side: int) -> Tensor:
        """Plain, shaded or cloudy; tinted like the thing in most scenes that name its colour only."""
        count = len(plans)
        kind = self.uniform(count)
        colour = torch.where(
            (kind < 0.5)[:, None], _NEUTRAL[self.choose(count, len(_NEUTRAL))], self.uniform(count, 3))
        named = torch.tensor([
            plan.ground if plan.ground >= 0 else plan.tinge if self.draw.random() < 0.85 else -1 for plan in plans])
        colour = torch.where((named >= 0)[:, None], self.shades(named.clamp(min=0)), colour)
        far = torch.where((named >= 0)[:, None], colour * (0.7 + 0.5 * self.uniform(count, 1)), self.uniform(count, 3))
        shaded = (self.uniform(count) < 0.4).float()[:, None]
        far = (colour + (far - colour) * shaded * self.uniform(count, 1)).clamp(0, 1)
        angle = 2 * math.pi * self.uniform(count)
        axis = torch.linspace(-1, 1, side)
        ramp = axis[None, None, :] * angle.cos()[:, None, None] + axis[None, :, None] * angle.sin()[:, None, None]
        ramp = ((ramp / 1.4 + 1) / 2)[:, None]
        canvas = colour[:, :, None, None] * (1 - ramp) + far[:, :, None, None] * ramp
        clouds = F.interpolate(self.uniform(count, 3, 5, 5) - 0.5, size=side, mode="bicubic", align_corners=True)
        strength = 0.5 * (self.uniform(count) * (self.uniform(count) < 0.4).float()).view(-1, 1, 1, 1)
        return (canvas + strength * clouds).clamp(0, 1)

    def paste(self, canvas: Tensor, rows: list[int], paint: list[int], smallest: float, largest: float, spread: float = 0.0) -> Tensor:
        """Lays one picture over each canvas, turned, scaled and shifted at random."""
        count = len(rows)
        extent = smallest * (largest / smallest) ** self.uniform(count)
        theta = self.placement(extent, spread)
        picked = torch.tensor(rows)
        layer = torch.zeros(count, 4, *canvas.shape[2:])
        for table, mask in ((self.coarse, extent < 0.9), (self.fine, extent >= 0.9)):
            chosen = (mask & (picked >= 0)).nonzero()[:, 0]
            if len(chosen):
                source = table[picked[chosen]].float() / 255
                grid = F.affine_grid(theta[chosen], (len(chosen), 4, *canvas.shape[2:]), align_corners=False)
                layer[chosen] = F.grid_sample(source, grid, align_corners=False)
        colour, alpha = layer[:, :3], layer[:, 3:]
        number = torch.tensor(paint)
        tinted = (number >= 0).nonzero()[:, 0]
        if len(tinted):
            colour[tinted] = self.tint(colour[tinted], alpha[tinted], self.shades(number[tinted]))
        return (colour + canvas * (1 - alpha)).clamp(0, 1)

    def placement(self, extent: Tensor, spread: float) -> Tensor:
        """Affine maps from the tile into the picture; a large picture is cut, but its middle stays near."""
        count = len(extent)
        angle = 0.5 * (self.uniform(count) - 0.5)
        flip = torch.where(self.uniform(count) < 0.5, -1.0, 1.0)
        squeeze = 1 + 0.25 * (self.uniform(count) - 0.5)
        room = (1 - extent).abs() * 0.45 + 0.05 + spread
        shift = (2 * self.uniform(count, 2) - 1) * room[:, None]
        cos, sin = angle.cos() / extent, angle.sin() / extent
        top = torch.stack([flip * cos * squeeze, flip * -sin, -flip * shift[:, 0] / extent], 1)
        bottom = torch.stack([sin * squeeze, cos, -shift[:, 1] / extent], 1)
        return torch.stack([top, bottom], 1)

    @staticmethod
    def tint(colour: Tensor, alpha: Tensor, paint: Tensor) -> Tensor:
        """Shades of one paint in place of the picture's own colours, a trace of which stays."""
        natural = colour / alpha.clamp(min=1e-3)
        light = natural.mean(1, keepdim=True)
        middle = (light * alpha).sum((2, 3), keepdim=True) / alpha.sum((2, 3), keepdim=True).clamp(min=1e-3)
        t = (0.5 + 0.9 * (light - middle)).clamp(0, 1)
        paint = paint[:, :, None, None]
        shade = torch.where(t < 0.5, paint * (0.2 + 1.6 * t), paint + (1 - paint) * (t - 0.5) * 1.3)
        return (0.93 * shade + 0.07 * natural) * alpha
