"""Pictures on their way: a scene of which only a part of the codes has come out of the mud, as the product's runs show it half-way."""

import torch
from torch import Tensor
from torch.nn import functional as F

from captions import Caption
from scenes import Scenes
from settings import TILE

SIDE = 2 * TILE  # of the whole picture: half of the product's
CELL = 4  # what one code of the VQGAN covers there
OCTAVES, FADING = 4, 0.6  # of the mud, as the product's `Mud` has them
SMALLEST = 0.45  # share of the side that a crop has at least


def mud(scenes: Scenes, count: int) -> Tensor:
    """A quiet ground with clouds [count, 3, SIDE, SIDE]."""
    picture = 0.5 + 0.12 * scenes.uniform(count, 1, 1, 1) + 0.03 * torch.randn(count, 3, 1, 1, generator=scenes.noise)
    for octave in range(OCTAVES):
        cells = 3 * 2**octave + 1
        shade = 0.09 * torch.randn(count, 1, cells, cells, generator=scenes.noise) + 0.05 * torch.randn(count, 3, cells, cells, generator=scenes.noise)
        picture = picture + FADING**octave * F.interpolate(shade, size=SIDE, mode="bicubic", align_corners=True)
    return picture.clamp(0, 1)


def shown(order: Tensor, share: Tensor) -> Tensor:
    """A mask [B, 1, SIDE, SIDE] of that share of the cells which come first in an order [B, n, n]; its edges are soft, as a decoder draws them."""
    rank = order.flatten(1).argsort(1).argsort(1).view_as(order) / order[0].numel()
    mask = (rank < share[:, None, None]).float()[:, None]
    return F.avg_pool2d(F.interpolate(mask, scale_factor=float(CELL)), 3, 1, 1)


def pairs(scenes: Scenes, count: int) -> tuple[Tensor, Tensor, Tensor, list[Caption]]:
    """Two states of each of some scenes [count, 3, 64, 64], seen through the same crop, the second further on; by how much, in shares of the picture; captions."""
    plans = [scenes.plan() for _ in range(count)]
    whole, start = scenes.render(plans, 0.6, 1.0, SIDE), mud(scenes, count)
    cells = SIDE // CELL
    clumps = F.interpolate(scenes.uniform(count, 1, cells // 4, cells // 4), size=cells, mode="bicubic", align_corners=True)[:, 0]
    order = scenes.uniform(count, cells, cells) + scenes.uniform(count, 1, 1) * clumps
    first = 0.9 * scenes.uniform(count)
    second = (first + 0.1 + 0.7 * scenes.uniform(count)).clamp(max=1)
    extent = SMALLEST + (1.1 - SMALLEST) * scenes.uniform(count)
    room = (1 - extent).clamp(min=0)[:, None] * (2 * scenes.uniform(count, 2) - 1)
    theta = torch.stack([torch.stack([extent, 0 * extent, room[:, 0]], 1), torch.stack([0 * extent, extent, room[:, 1]], 1)], 1)
    grid = F.affine_grid(theta, [count, 3, SIDE, SIDE], align_corners=False)
    states = [torch.lerp(start, whole, shown(order, share)) for share in (first, second)]
    seen = [F.avg_pool2d(F.grid_sample(state, grid, padding_mode="border", align_corners=False), 2) for state in states]
    return seen[0], seen[1], second - first, [plan.caption for plan in plans]
