"""Writes what torch paints, for the tests of io.github.congeal.internal.painter and of the start that is made of it.

    python painter_fixtures.py ../resources/io/github/congeal/internal/painter/painter.safetensors

The weights are made up by hash_weights, but for memory.sharpness, which is stored; the metadata `painter` lists the names and shapes
of all. Stored are, for two inputs, N.tokens, N.style (red, green, blue, drawing), N.meaning and N.picture. Pictures are channels
last. All is computed in float64 and kept as float32.
"""

import pathlib
import sys

import hash_weights
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn

VOCABULARY, TOKEN, PLACES, READER = 60, 10, 5, 20
MEANING, SLOTS, VALUE, SHARPNESS = 48, 14, 9, 12.0
HIDDEN, SIDE, CANVAS, LAYERS, STAGES = (40, 36), 4, 6, 4, (10, 8, 7)
START, END = VOCABULARY - 2, VOCABULARY - 1

# With padding, and longer than what is read.
TEXTS = [(START, 7, 31, 12, END, 0, 0, 0), (START, 44, 3, 3, 57, 1, 20, END)]
STYLES = [(0.9, 0.8, 0.85, 0.0), (0.1, 0.3, 0.2, 1.0)]


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Parameter(torch.zeros(VOCABULARY, TOKEN))
        self.weights = nn.Parameter(torch.zeros(VOCABULARY))
        self.places = nn.Parameter(torch.zeros(PLACES))
        self.hidden = nn.Linear(2 * TOKEN, READER)
        self.out = nn.Linear(READER, MEANING)

    def forward(self, tokens):
        tokens = tokens[:, 1 : PLACES + 1]
        inside = ((tokens > 0) & (tokens < START)).double()
        weights = (inside * self.weights[tokens].exp())[:, :, None]
        vectors = weights * self.tokens[tokens]
        total = weights.sum(1).clamp(min=1e-6)
        anywhere = vectors.sum(1) / total
        placed = (self.places[:, None] * vectors).sum(1) / total
        return F.normalize(self.out(F.silu(self.hidden(10 * torch.cat([anywhere, placed], dim=-1)))), dim=-1)


class Memory(nn.Module):
    def __init__(self):
        super().__init__()
        self.query = nn.Linear(MEANING, MEANING, bias=False)
        self.keys = nn.Parameter(torch.zeros(SLOTS, MEANING))
        self.values = nn.Parameter(torch.zeros(SLOTS, VALUE))
        self.sharpness = nn.Parameter(torch.tensor(0.0))

    def forward(self, meaning):
        query = F.normalize(self.query(meaning), dim=-1)
        return (self.sharpness * query @ self.keys.T).softmax(-1) @ self.values


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
        self.reader = Reader()
        self.memory = Memory()
        self.sketch = nn.Linear(VALUE, 4 * SIDE * SIDE * LAYERS)
        self.hidden = nn.ModuleList([nn.Linear(MEANING + VALUE + 4, HIDDEN[0]), nn.Linear(HIDDEN[0], HIDDEN[1])])
        self.canvas = nn.Linear(HIDDEN[1], SIDE * SIDE * CANVAS)
        self.coarse = Stage(CANVAS, STAGES[0])
        self.middle = Stage(STAGES[0] + LAYERS, STAGES[1])
        self.fine = Stage(STAGES[1], STAGES[2])
        self.out = nn.Conv2d(STAGES[2], 12, 3, padding=1)

    def forward(self, tokens, style):
        meaning = self.reader(tokens)
        recalled = self.memory(meaning)
        sketch = self.sketch(recalled).view(-1, 2 * SIDE, 2 * SIDE, LAYERS).permute(0, 3, 1, 2)
        x = torch.cat([meaning * MEANING**0.5, recalled, 2 * style - 1], dim=-1)
        for layer in self.hidden:
            x = F.silu(layer(x))
        x = self.canvas(x).view(-1, SIDE, SIDE, CANVAS).permute(0, 3, 1, 2)
        x = self.coarse(x)
        x = self.middle(torch.cat([F.interpolate(x, scale_factor=2, mode="nearest"), sketch], dim=1))
        x = self.fine(F.interpolate(x, scale_factor=2, mode="nearest"))
        picture = (0.5 + F.pixel_shuffle(self.out(x), 2)).clamp(0, 1)
        return meaning, picture.permute(0, 2, 3, 1)


def main(path):
    painter = Painter().double()
    description = hash_weights.fill(painter)
    # As made up, it is so small that all is remembered alike.
    painter.memory.sharpness.data.fill_(SHARPNESS)
    tensors = {"memory.sharpness": torch.tensor(SHARPNESS)}
    for number, (text, style) in enumerate(zip(TEXTS, STYLES)):
        tokens, ground = torch.tensor([text]), torch.tensor([style], dtype=torch.float64)
        with torch.no_grad():
            meaning, picture = painter(tokens, ground)
        # Where all is black or white, nothing is compared.
        assert ((picture > 0) & (picture < 1)).double().mean() > 0.5
        named = {"tokens": tokens, "style": ground, "meaning": meaning, "picture": picture}
        tensors |= {f"{number}.{name}": tensor[0].float().contiguous() for name, tensor in named.items()}
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path, metadata={"painter": description})


main(sys.argv[1])
