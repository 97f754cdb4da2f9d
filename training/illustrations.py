"""What the painter learns: one canonical drawing for each word, on grounds and in scenes that captions name."""

import random
import re
from dataclasses import dataclass, field
from itertools import accumulate

import torch
from torch import Tensor
from torch.nn import functional as F

from colours import BASIC
from scenes import Scenes
from teacher import common_nouns
from words import with_article

SIDE = 128
EXTENT = 0.84
DRAWINGS = {"fluent": 0.0, "noto": 1.0, "openclipart": 0.0, "shape": 0.0}
_NUMBERS = {2: ("two", "a pair of", "2"), 3: ("three", "3"), 4: ("four", "4")}
_FRAMES = ("{}", "{}", "{}", "{}", "a picture of {}", "a drawing of {}", "{} icon", "a cute {}", "a painting of {}")
_SLOTS = {
    1: [(0.0, 0.0, EXTENT)],
    2: [(-0.48, 0.0, 0.47), (0.48, 0.0, 0.47)],
    3: [(-0.46, 0.44, 0.45), (0.46, 0.44, 0.45), (0.0, -0.46, 0.45)],
    4: [(-0.46, -0.46, 0.44), (0.46, -0.46, 0.44), (-0.46, 0.46, 0.44), (0.46, 0.46, 0.44)],
}
PLACES = {
    "night": ("at night", "in the night", "under the stars", "in the moonlight"),
    "space": ("in space", "in outer space"),
    "sunset": ("at sunset", "at dawn", "in the evening sun"),
    "snow": ("in the snow", "in winter"),
    "sea": ("on the sea", "at sea", "in the sea", "on the water", "under water"),
    "grass": ("on the grass", "in a meadow", "in a field", "in the garden"),
    "desert": ("in the desert", "on the beach", "on the sand"),
    "sky": ("in the sky", "in the clouds", "under a blue sky"),
}


@dataclass
class Sketch:
    """What one picture shows: rows of the picture table, their paints, and what they stand on."""

    text: str
    rows: list[int]
    paints: list[int]
    drawing: float
    ground: Tensor
    place: str | None = None
    slots: list[tuple[float, float, float]] = field(default_factory=list)


class Illustrations:
    """Draws captions and the pictures that belong to them."""

    def __init__(self, seed: int) -> None:
        self.scenes = Scenes(seed)
        self.draw = random.Random(seed)
        items, rows = self.scenes.items, self.scenes.rows
        drawn = {items[row]["concept"] for row in rows if items[row]["source"] == "fluent"}
        names = {items[row]["name"] for row in rows if items[row]["source"] in ("fluent", "noto", "shape")}
        nouns = set(common_nouns())
        self.chosen: list[int] = []
        for row in rows:
            item = items[row]
            if item["source"] == "openclipart":
                if item["name"] in names or item["name"] not in nouns:
                    continue
                names.add(item["name"])
            self.chosen.append(row)
        self.words = self._words()
        self.weights = list(accumulate(self._weight(items[row], items[row]["concept"] in drawn) for row in self.chosen))

    def reseed(self, seed: int) -> None:
        """Draws other pictures from here on."""
        self.draw.seed(seed)
        self.scenes.draw.seed(seed)
        self.scenes.noise.manual_seed(seed)

    def things(self) -> list[str]:
        """The name of each thing that there is a drawing of."""
        return sorted({self.scenes.items[row]["name"] for row in self.chosen})

    def outlines(self, numbers: int, side: int) -> tuple[Tensor, Tensor, Tensor]:
        """Each thing's main drawing as numbers of equal weight, and the linear map that makes sketches of them.

        The numbers [things, N] are its principal components, the small ones lifted; the map's weight [side * side * 4, N]
        and bias [side * side * 4] give red, green, blue, multiplied by the fourth layer, the coverage.
        """
        rows = {self.scenes.items[row]["name"]: row for row in reversed(self.chosen)}
        drawings = self.scenes.coarse[[rows[name] for name in self.things()]].float() / 255
        drawings = F.avg_pool2d(drawings, drawings.shape[2] // side).permute(0, 2, 3, 1).flatten(1)
        u, spread, v = torch.pca_lowrank(drawings, numbers, niter=4)
        components = u * spread.sqrt()
        scale = components.pow(2).mean().sqrt()
        return components / scale, v * spread.sqrt() * scale, drawings.mean(0)

    def _weight(self, item: dict, has_fluent: bool) -> float:
        if re.search(r"\bflag\b|\bclock\b|\bbutton\b|\bo'clock\b", item["name"]):
            return 0.15
        if re.match(r"(man|woman|person|men|women|people|couple|family|kiss|hand|deaf)\b", item["name"]):
            return 0.4
        return {"fluent": 2.0, "noto": 0.7 if has_fluent else 1.5, "openclipart": 0.5, "shape": 3.0}[item["source"]]

    def _words(self) -> dict[int, list[str]]:
        """Keywords that belong to one concept more than to any other; names belong to their owners."""
        items = self.scenes.items
        names = {items[row]["name"] for row in self.chosen}
        best: dict[str, tuple[int, str]] = {}
        for row in self.chosen:
            if items[row]["source"] in ("fluent", "noto"):
                for rank, word in enumerate(items[row]["keywords"][:8]):
                    if word not in names and rank < best.get(word, (99, ""))[0]:
                        best[word] = (rank, items[row]["concept"])
        words: dict[int, list[str]] = {}
        for row in self.chosen:
            words[row] = [w for w in items[row]["keywords"][:8] if best.get(w, (0, ""))[1] == items[row]["concept"]]
        return words

    def ground(self) -> Tensor:
        """Mostly light and softly tinted, seldom dark."""
        grey = 0.75 + 0.2 * self.draw.random() if self.draw.random() < 0.85 else 0.1 + 0.2 * self.draw.random()
        return torch.tensor([grey + 0.24 * (self.draw.random() - 0.5) for _ in range(3)]).clamp(0, 1)

    def phrase(self, row: int) -> str:
        own = self.words[row]
        return self.draw.choice(own) if own and self.draw.random() < 0.22 else self.scenes.items[row]["name"]

    def sketch(self) -> Sketch:
        draw, scenes = self.draw, self.scenes
        row = self._row()
        item = scenes.items[row]
        drawing = float(draw.random() < 0.5) if item["source"] in ("openclipart", "shape") else DRAWINGS[item["source"]]
        phrase, rows, paints, count = self.phrase(row), [row], [-1], 1
        if draw.random() < (0.85 if item["source"] == "shape" else 0.25):
            paints = [scenes.paint()]
            phrase = f"{scenes.names[paints[0]]} {phrase}"
        kind = draw.random()
        if kind < 0.05 and item["source"] != "openclipart":
            other = self._row()
            rows, paints = [row, other], [paints[0], -1]
            text = f"{with_article(phrase, draw)} and {with_article(self.phrase(other), draw)}"
            count = 2
        elif kind < 0.09:
            count = draw.choice((2, 2, 3, 4))
            rows, paints = rows * count, paints * count
            plural = phrase if phrase.endswith("s") else phrase + ("es" if phrase[-1] in "xh" else "s")
            text = f"{draw.choice(_NUMBERS[count])} {plural}"
        else:
            text = with_article(phrase, draw)
        ground, place = self.ground(), None
        kind = draw.random()
        if kind < 0.07:
            colour = draw.randrange(len(BASIC))
            ground_colour = scenes.shades(torch.tensor([colour]))[0]
            text += f" on a {scenes.names[colour]} background"
            return Sketch(draw.choice(_FRAMES).format(text), rows, paints, drawing, ground, f"#{','.join(f'{c:.3f}' for c in ground_colour)}", _SLOTS[count])
        if kind < 0.2:
            place = draw.choice(list(PLACES))
            text += " " + draw.choice(PLACES[place])
        return Sketch(draw.choice(_FRAMES).format(text), rows, paints, drawing, ground, place, _SLOTS[count])

    def _row(self) -> int:
        return self.draw.choices(self.chosen, cum_weights=self.weights)[0]

    def batch(self, size: int) -> tuple[list[str], Tensor, Tensor, Tensor]:
        """Texts, styles [size, 4], pictures [size, 3, 128, 128] in 0..1, and where their things are [size, 1, 128, 128]."""
        sketches = [self.sketch() for _ in range(size)]
        style = torch.stack([torch.cat([s.ground, torch.tensor([s.drawing])]) for s in sketches])
        canvas = torch.stack([backdrop(s.place, s.ground) for s in sketches])
        covered = torch.zeros(size, 1, SIDE, SIDE)
        for slot in range(4):
            using = [i for i, s in enumerate(sketches) if len(s.slots) > slot]
            if not using:
                break
            theta = torch.tensor([[[1 / s.slots[slot][2], 0, -s.slots[slot][0] / s.slots[slot][2]],
                                   [0, 1 / s.slots[slot][2], -s.slots[slot][1] / s.slots[slot][2]]]
                                  for s in (sketches[i] for i in using)])
            rows = torch.tensor([sketches[i].rows[slot] for i in using])
            small = torch.tensor([sketches[i].slots[slot][2] < 0.6 for i in using])
            layer = torch.zeros(len(using), 4, SIDE, SIDE)
            for table, mask in ((self.scenes.coarse, small), (self.scenes.fine, ~small)):
                if mask.any():
                    source = table[rows[mask]].float() / 255
                    grid = F.affine_grid(theta[mask], (int(mask.sum()), 4, SIDE, SIDE), align_corners=False)
                    layer[mask] = F.grid_sample(source, grid, align_corners=False)
            colour, alpha = layer[:, :3], layer[:, 3:]
            number = torch.tensor([sketches[i].paints[slot] for i in using])
            tinted = (number >= 0).nonzero()[:, 0]
            if len(tinted):
                paint = self.scenes.paints[number[tinted]]
                colour[tinted] = self.scenes.tint(colour[tinted], alpha[tinted], paint)
            chosen = torch.tensor(using)
            canvas[chosen] = colour + canvas[chosen] * (1 - alpha)
            covered[chosen] = torch.maximum(covered[chosen], alpha)
        return [s.text for s in sketches], style, canvas.clamp(0, 1), covered


_AXIS = torch.linspace(0, 1, SIDE).view(1, SIDE, 1).expand(1, SIDE, SIDE)


def _blend(top: tuple, bottom: tuple) -> Tensor:
    top, bottom = (torch.tensor(c).view(3, 1, 1) for c in (top, bottom))
    return top * (1 - _AXIS) + bottom * _AXIS


def _land(sky: Tensor, land: Tensor, horizon: float) -> Tensor:
    edge = ((_AXIS - horizon) * 30).sigmoid()
    return sky * (1 - edge) + land * edge


def _dots(seed: int, count: int, radius: float) -> Tensor:
    """Round spots at fixed places, [1, 128, 128] in 0..1."""
    places = torch.rand(count, 2, generator=torch.Generator().manual_seed(seed))
    y, x = torch.meshgrid(torch.linspace(0, 1, SIDE), torch.linspace(0, 1, SIDE), indexing="ij")
    distance = ((x[None] - places[:, :1, None]) ** 2 + (y[None] - places[:, 1:, None]) ** 2).sqrt().amin(0)
    return ((radius - distance) * 300).sigmoid()[None]


def _scenery() -> dict[str, Tensor]:
    night = _blend((0.03, 0.04, 0.16), (0.13, 0.15, 0.38))
    stars = _dots(1, 40, 0.008)
    snow = _land(_blend((0.62, 0.74, 0.88), (0.85, 0.91, 0.97)), torch.full((3, 1, 1), 0.97), 0.7)
    flakes = _dots(2, 30, 0.011)
    return {
        "night": night * (1 - stars) + stars,
        "space": torch.full((3, SIDE, SIDE), 0.03) * (1 - stars) + stars,
        "sunset": _land(_blend((0.35, 0.2, 0.5), (1.0, 0.62, 0.25)), torch.tensor([0.3, 0.17, 0.25]).view(3, 1, 1), 0.78),
        "snow": snow * (1 - flakes) + flakes,
        "sea": _land(_blend((0.6, 0.82, 0.97), (0.85, 0.93, 0.99)), torch.tensor([0.1, 0.42, 0.75]).view(3, 1, 1), 0.62),
        "grass": _land(_blend((0.5, 0.77, 0.97), (0.85, 0.94, 1.0)), torch.tensor([0.36, 0.7, 0.26]).view(3, 1, 1), 0.66),
        "desert": _land(_blend((0.55, 0.8, 0.97), (0.9, 0.94, 0.95)), torch.tensor([0.93, 0.79, 0.52]).view(3, 1, 1), 0.66),
        "sky": (_blend((0.35, 0.66, 0.95), (0.72, 0.88, 1.0)) + 0.2 * _dots(3, 6, 0.11)).clamp(0, 1),
    }


SCENERY = _scenery()


def backdrop(place: str | None, ground: Tensor) -> Tensor:
    """A ground of the given colour, softly lighter above; or a place; or the colour that a text names."""
    if place and not place.startswith("#"):
        return SCENERY[place]
    if place:
        ground = torch.tensor([float(c) for c in place[1:].split(",")])
    return ground.view(3, 1, 1) * (1.04 - 0.1 * _AXIS)
