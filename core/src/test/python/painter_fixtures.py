"""Writes what torch paints, for the tests of io.github.congeal.internal.painter and of the start that is made of it.

    python painter_fixtures.py ../resources/io/github/congeal/internal/painter/painter.safetensors

The weights are made up by hash_weights; the metadata `painter` lists their names and shapes. Stored are, for two inputs, N.text,
N.style (red, green, blue, drawing), N.direction and N.picture. Pictures are channels last. All is computed in float64 and kept as
float32.
"""

import pathlib
import sys

import hash_weights
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn

TEXT, DIRECTION, HIDDEN, SIDE, CANVAS, STAGES = 32, 48, (40, 36), 4, 6, (10, 8, 7)


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3, padding=1)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, h):
        return h + self.conv2(F.silu(self.conv1(h)))


class Stage(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.enter = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.block = Block(outputs)

    def forward(self, x):
        return self.block(F.silu(self.enter(x)))


class Painter(nn.Module):
    def __init__(self):
        super().__init__()
        self.project = nn.Linear(TEXT, DIRECTION, bias=False)
        self.hidden = nn.ModuleList([nn.Linear(DIRECTION + 4, HIDDEN[0]), nn.Linear(HIDDEN[0], HIDDEN[1])])
        self.canvas = nn.Linear(HIDDEN[1], SIDE * SIDE * CANVAS)
        self.coarse = Stage(CANVAS, STAGES[0])
        self.middle = Stage(STAGES[0], STAGES[1])
        self.fine = Stage(STAGES[1], STAGES[2])
        self.out = nn.Conv2d(STAGES[2], 12, 3, padding=1)

    def forward(self, text, style):
        direction = F.normalize(self.project(text), dim=-1)
        x = torch.cat([direction * DIRECTION**0.5, 2 * style - 1], dim=-1)
        for layer in self.hidden:
            x = F.silu(layer(x))
        x = self.canvas(x).view(-1, SIDE, SIDE, CANVAS).permute(0, 3, 1, 2)
        x = self.coarse(x)
        x = self.middle(F.interpolate(x, scale_factor=2, mode="nearest"))
        x = self.fine(F.interpolate(x, scale_factor=2, mode="nearest"))
        picture = (0.5 + F.pixel_shuffle(self.out(x), 2)).clamp(0, 1)
        return direction, picture.permute(0, 2, 3, 1)


def main(path):
    painter = Painter().double()
    description = hash_weights.fill(painter)
    tensors = {}
    for number, style in enumerate([(0.9, 0.8, 0.85, 0.0), (0.1, 0.3, 0.2, 1.0)]):
        text = F.normalize(hash_weights.values(f"text{number}", (TEXT, 1)).double().reshape(1, TEXT), dim=-1)
        ground = torch.tensor([style], dtype=torch.float64)
        with torch.no_grad():
            direction, picture = painter(text, ground)
        # Where all is black or white, nothing is compared.
        assert ((picture > 0) & (picture < 1)).double().mean() > 0.5
        named = {"text": text, "style": ground, "direction": direction, "picture": picture}
        tensors |= {f"{number}.{name}": tensor[0].float().contiguous() for name, tensor in named.items()}
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path, metadata={"painter": description})


main(sys.argv[1])
