"""The painter: a small network that turns what a sentence means into a first picture."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from teacher import WIDTH

STYLE = 4  # ground red, green, blue; drawing: 0 as Fluent draws, 1 flat
SIDE = 128
CELLS = 16
LAYERS = 4  # of a sketch: red, green, blue, each multiplied by the fourth, how much is covered


class Block(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3, padding=1)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1)
        nn.init.normal_(self.conv2.weight, std=0.01)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv2(F.silu(self.conv1(x)))


class Stage(nn.Module):
    def __init__(self, inputs: int, width: int) -> None:
        super().__init__()
        self.enter = nn.Conv2d(inputs, width, 3, padding=1)
        self.block = Block(width)

    def forward(self, x: Tensor) -> Tensor:
        return self.block(F.silu(self.enter(x)))


class Memory(nn.Module):
    """What is known of things: attention of a meaning [B, 384] to learned keys brings a mixture of their values."""

    def __init__(self, slots: int) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH, bias=False)
        self.keys = nn.Parameter(F.normalize(torch.randn(slots, WIDTH), dim=1))
        self.values = nn.Parameter(torch.randn(slots, WIDTH))
        self.sharpness = nn.Parameter(torch.tensor(30.0))
        nn.init.eye_(self.query.weight)

    def forward(self, meaning: Tensor) -> Tensor:
        query = F.normalize(self.query(meaning), dim=1)
        return (self.sharpness * query @ self.keys.T).float().softmax(1) @ self.values


class Painter(nn.Module):
    """Meaning [B, 384], of length 1, and style [B, 4] in 0..1 to pictures [B, 3, 128, 128] in 0..1."""

    def __init__(self, slots: int) -> None:
        super().__init__()
        self.memory = Memory(slots)
        self.sketch = nn.Linear(WIDTH, 4 * CELLS * CELLS * LAYERS)
        self.hidden = nn.ModuleList([nn.Linear(2 * WIDTH + STYLE, 768), nn.Linear(768, 512)])
        self.canvas = nn.Linear(512, CELLS * CELLS * 16)
        self.coarse, self.middle, self.fine = Stage(16, 64), Stage(64 + LAYERS, 48), Stage(48, 24)
        self.out = nn.Conv2d(24, 12, 3, padding=1)

    def forward(self, meaning: Tensor, style: Tensor) -> Tensor:
        recalled = self.memory(meaning)
        sketch = self.sketch(recalled).view(-1, 2 * CELLS, 2 * CELLS, LAYERS).permute(0, 3, 1, 2)
        x = torch.cat([meaning * WIDTH**0.5, recalled, 2 * style - 1], 1)
        for layer in self.hidden:
            x = F.silu(layer(x))
        x = self.canvas(x).view(-1, CELLS, CELLS, 16).permute(0, 3, 1, 2)
        x = self.coarse(x)
        x = self.middle(torch.cat([F.interpolate(x, scale_factor=2), sketch], 1))
        x = self.fine(F.interpolate(x, scale_factor=2))
        return 0.5 + F.pixel_shuffle(self.out(x), 2)
