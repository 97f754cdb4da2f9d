"""Unfinished pictures, as the product's runs show them half-way: cells of the finished picture among cells of the initial blurred clouds ("mud"), and mixtures of codes."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from captions import Caption
from scenes import Plan, Scenes
from settings import TILE
from vqgan import Vqgan

SIDE = 2 * TILE  # of the whole picture: half of the product's
CELL = 4  # what one code of the VQGAN covers there
OCTAVES, FADING = 4, 0.6  # of the mud, as the product's `Mud` has them
SMALLEST = 0.45  # share of the side that a crop has at least
PASSES, CLEARING = 8, 0.3  # of a sketch; what part of the way an undecided code comes in each, as the product's `InitialLatent` has it


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
    order = orders(scenes, count, SIDE // CELL)
    first = 0.9 * scenes.uniform(count)
    second = (first + 0.1 + 0.7 * scenes.uniform(count)).clamp(max=1)
    states = [torch.lerp(start, whole, shown(order, share)) for share in (first, second)]
    less, more = cropped(scenes, states)
    return less, more, second - first, [plan.caption for plan in plans]


class PaleScenes(Scenes):
    """Most on a white or pale ground, as the product's sketches are."""

    def grounds(self, plans: list[Plan], side: int) -> Tensor:
        pale = 1 - 0.15 * self.uniform(len(plans), 1, 1, 1) * self.uniform(len(plans), 3, 1, 1)
        named = torch.tensor([plan.ground >= 0 for plan in plans])
        return torch.where((named | (self.uniform(len(plans)) < 0.3)).view(-1, 1, 1, 1), super().grounds(plans, side), pale)


class CodedStates:
    """Scenes as a run's passes show them: codes that are decided are the whole picture's, the others a part of the way to it, each the nearest of the codebook."""

    STATES = 4  # of each scene, from little to all of it
    PAIRS = (0, 1), (1, 2), (2, 3), (2, 3), (1, 3), (0, 3)  # of states, an earlier and a later: most often the last ones

    def __init__(self, scenes: Scenes, vqgan: Vqgan, count: int) -> None:
        self.scenes, self.pictures, self.visible, self.captions = scenes, [], [], []
        while len(self.pictures) < count:
            plans = [scenes.plan() for _ in range(4)]
            self.captions += [plan.caption for plan in plans]
            self._draw(scenes.render(plans, 0.6, 1.0, SIDE), vqgan)
            if len(self.pictures) % 40 == 0:
                print(f"{len(self.pictures)} of {count} scenes are drawn by the VQGAN", flush=True)

    def _draw(self, pictures: Tensor, vqgan: Vqgan) -> None:
        count = len(pictures)
        large = F.interpolate(2 * torch.cat([pictures, mud(self.scenes, count)]) - 1, scale_factor=2.0, mode="bicubic")
        whole, start = vqgan.encode(large.contiguous(memory_format=torch.channels_last)).split(count)
        order = orders(self.scenes, count, whole.shape[-1])
        rank = order.flatten(1).argsort(1).argsort(1).view_as(order) / order[0].numel()
        states, visible = [], []
        for state in range(self.STATES):
            last = state == self.STATES - 1
            passes = PASSES * (torch.ones(count) if last else (state + self.scenes.uniform(count)) / (self.STATES - 1))
            decided, clear = 1 - torch.cos(math.pi / 2 * passes / PASSES), 1 - (1 - CLEARING) ** passes
            way = torch.where(rank < decided.view(-1, 1, 1), 1.0, clear.view(-1, 1, 1))[:, None]
            drawn = vqgan.decode(vqgan.look_up(vqgan.nearest(torch.lerp(start, whole, way))).contiguous(memory_format=torch.channels_last))
            states.append((255 * (F.avg_pool2d(drawn, 2) / 2 + 0.5).clamp(0, 1)).round().byte())
            visible.append(decided + (1 - decided) * clear)
        self.pictures += torch.stack(states, 1)
        self.visible += torch.stack(visible, 1)

    def pairs(self, count: int) -> tuple[Tensor, Tensor, Tensor, list[Caption]]:
        """The same as `pairs`, of these scenes."""
        draw = self.scenes.draw
        chosen = [(draw.randrange(len(self.pictures)), *draw.choice(self.PAIRS)) for _ in range(count)]
        states = [torch.stack([self.pictures[scene][pair[end]] for scene, *pair in chosen]).float() / 255 for end in (0, 1)]
        step = torch.stack([self.visible[scene][second] - self.visible[scene][first] for scene, first, second in chosen])
        less, more = cropped(self.scenes, states)
        return less, more, step, [self.captions[scene] for scene, *_ in chosen]


def orders(scenes: Scenes, count: int, cells: int) -> Tensor:
    """The order [count, cells, cells] in which cells are finished: scattered, or in clumps."""
    clumps = F.interpolate(scenes.uniform(count, 1, cells // 4, cells // 4), size=cells, mode="bicubic", align_corners=True)[:, 0]
    return scenes.uniform(count, cells, cells) + scenes.uniform(count, 1, 1) * clumps


def cropped(scenes: Scenes, states: list[Tensor]) -> list[Tensor]:
    """Pictures [B, 3, SIDE, SIDE], all through the same crops, [B, 3, 64, 64]."""
    count = len(states[0])
    extent = SMALLEST + (1.1 - SMALLEST) * scenes.uniform(count)
    room = (1 - extent).clamp(min=0)[:, None] * (2 * scenes.uniform(count, 2) - 1)
    theta = torch.stack([torch.stack([extent, 0 * extent, room[:, 0]], 1), torch.stack([0 * extent, extent, room[:, 1]], 1)], 1)
    grid = F.affine_grid(theta, [count, 3, SIDE, SIDE], align_corners=False)
    return [F.avg_pool2d(F.grid_sample(state, grid, padding_mode="border", align_corners=False), 2) for state in states]
