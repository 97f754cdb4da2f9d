"""The cutouts of a careful PyTorch program: all of them at once, their parameters in fixed places, as CUDA graphs want."""

import math

import torch
import torch.nn.functional as F

NOISE = 0.1


def resampling(length, size, side, start, flip):
    """[size, length]: a crop's rows or columns as a matrix; a triangle filter of the right width stands for Lanczos and bicubic."""
    ratio = side / size
    places = (torch.arange(size, dtype=torch.float64) + 0.5) * ratio - 0.5 + start
    if flip:
        places = places.flip(0)
    weights = (1 - (torch.arange(length)[None] - places[:, None]).abs() / max(1, ratio)).clamp(min=0)
    return (weights / weights.sum(1, keepdim=True)).float()


class BatchedCutouts(torch.nn.Module):
    """As much work as the notebooks' crops and augmentations: resampling, sharpening, two warps, a change of colour, noise."""

    def __init__(self, count, size, height, width):
        super().__init__()
        self.count, self.size, self.height, self.width = count, size, height, width
        self.register_buffer("rows", torch.zeros(count, size, height))
        self.register_buffer("columns", torch.zeros(count, size, width))
        self.register_buffer("first", torch.zeros(count, size, size, 2))
        self.register_buffer("second", torch.zeros(count, size, size, 2))
        self.register_buffer("sharpness", torch.zeros(count, 1, 1, 1))
        self.register_buffer("saturation", torch.zeros(count, 1, 1, 1))
        kernel = torch.ones(3, 3)
        kernel[1, 1] = 5
        self.register_buffer("kernel", (kernel / 13).expand(3, 1, 3, 3).contiguous())
        self.generator = torch.Generator().manual_seed(7)

    def draw(self):
        """New parameters, from the processor."""

        def number():
            return float(torch.rand([], generator=self.generator))

        rows, columns, turns, tilts = [], [], [], []
        longest = min(self.height, self.width)
        for _ in range(self.count):
            side = int(self.size + number() * (longest - self.size)) if longest > self.size else longest
            rows.append(resampling(self.height, self.size, side, number() * (self.height - side), False))
            columns.append(resampling(self.width, self.size, side, number() * (self.width - side), number() < 0.5))
            angle = math.radians(60 * number() - 30)
            sine, cosine = math.sin(angle), math.cos(angle)
            turns.append([[cosine, -sine, 0.2 * number() - 0.1], [sine, cosine, 0.2 * number() - 0.1]])
            tilts.append([[1 + 0.1 * number(), 0.1 * number(), 0], [0.1 * number(), 1 + 0.1 * number(), 0]])
        shape = (self.count, 3, self.size, self.size)
        self.rows.copy_(torch.stack(rows))
        self.columns.copy_(torch.stack(columns))
        self.first.copy_(F.affine_grid(torch.tensor(turns), shape, align_corners=False))
        self.second.copy_(F.affine_grid(torch.tensor(tilts), shape, align_corners=False))
        self.sharpness.copy_(torch.rand(self.count, 1, 1, 1, generator=self.generator) * 0.3)
        self.saturation.copy_(1 + 0.02 * torch.rand(self.count, 1, 1, 1, generator=self.generator) - 0.01)

    def forward(self, picture):
        x = torch.einsum("nyh,chw->nycw", self.rows, picture[0])
        x = torch.einsum("nxw,nycw->ncyx", self.columns, x)
        x = x + self.sharpness * (x - F.conv2d(x, self.kernel, padding=1, groups=3))
        x = F.grid_sample(x, self.first, padding_mode="border", align_corners=False)
        x = F.grid_sample(x, self.second, padding_mode="zeros", align_corners=False)
        grey = x.mean(1, keepdim=True)
        x = grey + self.saturation * (x - grey)
        return x + NOISE * torch.rand(self.count, 1, 1, 1, device=x.device) * torch.randn_like(x)
