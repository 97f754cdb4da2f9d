"""What the judge learns from: scenes of its own, painted in its own way from the drawings of its own split.

Nothing of the product's painting, grounds, places or arrangements is used: colours are brought in by hue and lightness of the
whole thing, things stand anywhere, places are drawn from ranges of colours, and everything is turned, cut, blurred and discoloured.
"""

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from colours import BASIC_NAMES, NAMES, RGB
from drawings import Drawings
from settings import EXAM, HOME
from words import with_article

SIDE = 96  # of the pictures
SPLIT_SEED = 4242
HELD_CONCEPTS, HELD_DRAWINGS = 250, 0.06
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
WEIGHTS = {"Smileys & Emotion": 0.4, "People & Body": 0.15, "Symbols": 0.1, "Flags": 0.01}
FRAMES = ("{}",) * 6 + ("a picture of {}", "a drawing of {}", "a photo of {}", "{}, clip art")
# Of each place its phrases, and ranges of the colours of sky (top, bottom) and land, where the land begins, and how many spots there are.
_NIGHT, _BLUE, _LIGHT = (0.05, 0.06, 0.22), (0.4, 0.68, 0.95), (0.8, 0.9, 1.0)
PLACES = {
    "night": (("at night", "in the night", "under the stars", "in the moonlight"), _NIGHT, (0.15, 0.17, 0.4), (0.06, 0.1, 0.12), (0.7, 1.3), 30),
    "space": (("in space", "in outer space", "among the stars"), (0.02, 0.02, 0.05), (0.06, 0.03, 0.12), (0.0, 0.0, 0.0), (1.3, 1.4), 50),
    "sunset": (("at sunset", "at dawn", "at dusk", "in the evening sun"), (0.4, 0.25, 0.5), (1.0, 0.6, 0.25), (0.3, 0.18, 0.22), (0.65, 1.1), 0),
    "snow": (("in the snow", "in winter", "on a snowy day"), (0.65, 0.78, 0.92), (0.88, 0.93, 0.98), (0.97, 0.98, 1.0), (0.4, 0.8), 25),
    "sea": (("on the sea", "at sea", "on the water", "on the ocean"), _BLUE, _LIGHT, (0.12, 0.42, 0.72), (0.4, 0.75), 0),
    "grass": (("on the grass", "in a meadow", "in a field", "in the garden"), _BLUE, _LIGHT, (0.35, 0.68, 0.25), (0.4, 0.8), 0),
    "desert": (("in the desert", "on the beach", "on the sand"), _BLUE, _LIGHT, (0.92, 0.8, 0.55), (0.4, 0.8), 0),
    "sky": (("in the sky", "in the clouds", "in a blue sky"), _BLUE, (0.7, 0.87, 1.0), (0.9, 0.95, 1.0), (0.85, 1.4), 0),
    "forest": (("in the forest", "in the woods", "among trees"), (0.13, 0.42, 0.2), (0.2, 0.52, 0.25), (0.3, 0.35, 0.16), (0.65, 0.95), 0),
    "underwater": (("under water", "underwater", "under the sea"), (0.2, 0.6, 0.82), (0.05, 0.28, 0.52), (0.75, 0.66, 0.45), (0.8, 1.2), 12),
    "room": (("on a table", "on a wooden table", "on the floor"), (0.92, 0.87, 0.78), (0.9, 0.84, 0.74), (0.58, 0.37, 0.2), (0.55, 0.8), 0),
}


@dataclass
class Scene:
    """Things as (row, paint or -1, x, y, extent); the caption, one that is wrong, and a key that equal scenes share."""

    text: str
    wrong: str
    key: tuple
    things: list[tuple] = field(default_factory=list)
    ground: int = -1
    place: str | None = None


def split(items: list[dict]) -> list[str]:
    """Of each drawing "train", "concept" (all drawings of the thing are held out) or "drawing" (only this one); examined things are all known."""
    draw = random.Random(SPLIT_SEED)
    examined = set(re.findall("[a-z]+", EXAM.read_text().lower()))
    concepts = sorted({item["concept"] for item in items} - {item["concept"] for item in items if examined & set(item["name"].split())})
    held = set(draw.sample(concepts, HELD_CONCEPTS))
    return ["concept" if item["concept"] in held else "drawing" if draw.random() < HELD_DRAWINGS else "train" for item in items]


class JudgeScenes:
    def __init__(self, seed: int, part: str = "train") -> None:
        drawings = Drawings()
        self.items, self.visible, self.dominant = drawings.items, drawings.visible, drawings.dominant
        self.draw, self.noise = random.Random(seed), torch.Generator().manual_seed(seed)
        self.tables = [torch.from_numpy(_smaller(drawings.table, side)) for side in (128, 64)]
        self.rows = defaultdict(list)
        for row, (item, where) in enumerate(zip(self.items, split(self.items))):
            if where == part and not re.search(r"\bflag\b|o'clock|thirty|\bbutton\b|keycap", item["name"]):
                self.rows[item["name"]].append(row)
        self.names = list(self.rows)
        self.weights = list(accumulate(self._weight(name) for name in self.names))
        self.colours = torch.from_numpy(RGB)

    def _weight(self, name: str) -> float:
        category = next((self.items[row]["category"] for row in self.rows[name] if "category" in self.items[row]), "")
        return WEIGHTS.get(category, 1.0) * (1.0 if name in self.visible else 0.5)

    def _thing(self, name: str, painted: float) -> tuple[int, int, str]:
        """A drawing, its paint and what is said of it; a colour that it has may be named."""
        row = self.draw.choice(self.rows[name])
        own = int(self.dominant[row])
        said = re.sub(r" face$", "", name) if self.draw.random() < 0.6 else name
        keywords = [word for word in self.items[row]["keywords"][:3] if word in self.visible]
        if keywords and self.draw.random() < 0.12:
            said = self.draw.choice(keywords)
        if self.draw.random() < painted:
            paint = self.draw.randrange(len(BASIC_NAMES) if self.draw.random() < 0.85 else len(NAMES))
            bare = " ".join(word for word in said.split() if word not in BASIC_NAMES) or said
            return row, paint, f"{NAMES[paint]} {bare}"
        if own >= 0 and self.draw.random() < 0.25 and not set(said.split()) & set(BASIC_NAMES):
            return row, -1, f"{BASIC_NAMES[own]} {said}"
        return row, -1, said

    def _name(self) -> str:
        return self.draw.choices(self.names, cum_weights=self.weights)[0]

    def scene(self, name: str | None = None, kind: float | None = None, painted: float = 0.35, set_somewhere: float = 0.3) -> Scene:
        draw = self.draw
        name, kind = name or self._name(), draw.random() if kind is None else kind
        row, paint, said = self._thing(name, painted)
        other = self._other_colour(said)
        if kind < 0.14:
            count = draw.randint(2, 6)
            things, text = [(row, paint, *spot) for spot in self._spots(count)], f"{NUMBERS[count]} {_plural(said)}"
            wrong = f"{NUMBERS[draw.choice([n for n in NUMBERS if n != count])]} {_plural(said)}" if draw.random() < 0.7 else f"{NUMBERS[count]} {_plural(other)}"
        elif kind < 0.28:
            second, tint, also = self._thing(self._name(), painted)
            (x, y, a), (u, v, b) = self._spots(2)
            things, text = [(row, paint, x, y, a), (second, tint, u, v, b)], f"{with_article(said)} and {with_article(also)}"
            wrong = with_article(said) if draw.random() < 0.4 else f"{with_article(other)} and {with_article(also)}"
        else:
            extent = draw.uniform(0.5, 1.15)
            room = abs(1 - extent) * 0.8 + 0.06
            things, text = [(row, paint, draw.uniform(-room, room), draw.uniform(-room, room), extent)], with_article(said)
            wrong = with_article(other)
        scene = Scene(text, wrong, (text,), things)
        if draw.random() < set_somewhere:
            self._set(scene)
        frame = draw.choice(FRAMES)
        scene.key = (scene.text,)
        scene.text, scene.wrong = frame.format(scene.text), frame.format(scene.wrong)
        return scene

    def _set(self, scene: Scene) -> None:
        """On a named ground or in a place; the wrong caption names another as often as another thing."""
        draw, swapped = self.draw, self.draw.random() < 0.5
        bare = scene.text
        if draw.random() < 0.45:
            scene.ground, other = draw.sample(range(len(BASIC_NAMES)), 2)
            here, there = (f" on a {BASIC_NAMES[ground]} background" for ground in (scene.ground, other))
        else:
            scene.place, other = draw.sample(list(PLACES), 2)
            here, there = (" " + draw.choice(PLACES[place][0]) for place in (scene.place, other))
        scene.text, scene.wrong = bare + here, bare + there if swapped else scene.wrong + here

    def _other_colour(self, said: str) -> str:
        """The same in another colour, or another thing."""
        colour = next((word for word in said.split() if word in BASIC_NAMES), None)
        if colour:
            return said.replace(colour, self.draw.choice([word for word in BASIC_NAMES if word != colour]), 1)
        return self._name()

    def _spots(self, count: int) -> list[tuple[float, float, float]]:
        """Cells of a grid, some beside the middle."""
        columns, rows = {2: (2, 1), 3: (self.draw.choice(((3, 1), (2, 2)))), 4: (2, 2), 5: (3, 2), 6: (3, 2)}[count]
        if count == 2 and self.draw.random() < 0.3:
            columns, rows = rows, columns
        cells = self.draw.sample([(x, y) for x in range(columns) for y in range(rows)], count)
        step, extent = 2 / max(columns, rows), self.draw.uniform(0.75, 1.05) / max(columns, rows)
        jitter = 0.08
        return [((x - (columns - 1) / 2) * step + self.draw.uniform(-jitter, jitter), (y - (rows - 1) / 2) * step * (1.2 if rows < columns else 1)
                 + self.draw.uniform(-jitter, jitter), extent * self.draw.uniform(0.88, 1.1)) for x, y in sorted(cells, key=lambda cell: (cell[1], cell[0]))]

    def _rand(self, *shape: int) -> Tensor:
        return torch.rand(*shape, generator=self.noise)

    def paint(self, scenes: list[Scene]) -> Tensor:
        """[B, 3, 96, 96] in 0..1."""
        canvas = self._grounds(scenes)
        for slot in range(max(len(scene.things) for scene in scenes)):
            chosen = [i for i, scene in enumerate(scenes) if len(scene.things) > slot]
            layer = self._layer([scenes[i].things[slot] for i in chosen])
            canvas[chosen] = layer[:, :3] + canvas[chosen] * (1 - layer[:, 3:])
        return canvas.clamp(0, 1)

    def _grounds(self, scenes: list[Scene]) -> Tensor:
        count = len(scenes)
        kind = self._rand(count, 1)
        light = 1 - 0.3 * self._rand(count, 3)
        first = torch.where(kind < 0.4, torch.ones(count, 3), torch.where(kind < 0.7, light, self._rand(count, 3)))
        ground = torch.tensor([scene.ground for scene in scenes])
        named = (self.colours[ground.clamp(min=0)] + 0.15 * (self._rand(count, 3) - 0.5)).clamp(0, 1)
        first = torch.where((ground >= 0)[:, None], named, first)
        last = (first + 0.25 * (self._rand(count, 3) - 0.5) * (self._rand(count, 1) < 0.5)).clamp(0, 1)
        along = torch.linspace(0, 1, SIDE).view(1, 1, -1, 1)
        land = torch.zeros(count, 1, SIDE, SIDE)
        below = torch.zeros(count, 3, 1, 1)
        spots = torch.zeros(count, 1, SIDE, SIDE)
        for i, scene in enumerate(scenes):
            if scene.place:
                _, top, bottom, soil, (high, low), dots = PLACES[scene.place]
                vary = 0.14 * (self._rand(3, 3) - 0.5)
                first[i], last[i] = (torch.tensor(c) + v for c, v in zip((top, bottom), vary))
                below[i] = (torch.tensor(soil) + vary[2]).view(3, 1, 1)
                wave = 0.05 * torch.sin(torch.linspace(0, 1, SIDE) * self.draw.uniform(2, 9) + self.draw.uniform(0, 6))
                land[i] = ((torch.linspace(0, 1, SIDE)[:, None] - self.draw.uniform(high, low) - wave) * 60).sigmoid()
                if dots:
                    count_dots = int(dots * self.draw.uniform(0.5, 1.5))
                    spots[i].view(-1)[torch.randint(SIDE * SIDE, (count_dots,), generator=self.noise)] = self.draw.uniform(0.6, 1)
        canvas = first[:, :, None, None] * (1 - along) + last[:, :, None, None] * along
        canvas = canvas.expand(-1, -1, -1, SIDE) * (1 - land) + below * land
        clouds = F.interpolate(self._rand(count, 3, 4, 4) - 0.5, SIDE, mode="bicubic", align_corners=True)
        canvas = canvas + 0.35 * clouds * (self._rand(count, 1, 1, 1) * (self._rand(count, 1, 1, 1) < 0.25))
        return (canvas * (1 - spots) + spots).clamp(0, 1)

    def _layer(self, things: list[tuple]) -> Tensor:
        count = len(things)
        rows, paints = (torch.tensor([thing[k] for thing in things]) for k in (0, 1))
        where = torch.tensor([thing[2:] for thing in things])
        extent = where[:, 2]
        angle = 0.7 * (self._rand(count) - 0.5) * (self._rand(count) < 0.5)
        flip = torch.where(self._rand(count) < 0.5, -1.0, 1.0)
        squeeze, shear = 1 + 0.3 * (self._rand(count) - 0.5), 0.25 * (self._rand(count) - 0.5)
        cos, sin = angle.cos() / extent, angle.sin() / extent
        turn = torch.stack([torch.stack([flip * cos * squeeze, flip * (shear / extent - sin)], 1), torch.stack([sin, cos], 1)], 1)
        theta = torch.cat([turn, -turn @ where[:, :2, None]], 2)
        layer = torch.zeros(count, 4, SIDE, SIDE)
        for table, mask in ((self.tables[1], extent < 0.6), (self.tables[0], extent >= 0.6)):
            if mask.any():
                grid = F.affine_grid(theta[mask], (int(mask.sum()), 4, SIDE, SIDE), align_corners=False)
                layer[mask] = F.grid_sample(table[rows[mask]].float() / 255, grid, align_corners=False)
        tinted = (paints >= 0).nonzero()[:, 0]
        if len(tinted):
            layer[tinted, :3] = self._tinted(layer[tinted], self.colours[paints[tinted]])
        return layer

    def _tinted(self, layer: Tensor, paint: Tensor) -> Tensor:
        """The paint, lighter and darker as the drawing is, in all of it or in all but what is dark or has another hue than most."""
        colour, alpha = layer[:, :3], layer[:, 3:]
        natural = colour / alpha.clamp(min=1e-3)
        light = natural.mean(1, keepdim=True)
        middle = (light * alpha).sum((2, 3), keepdim=True) / alpha.sum((2, 3), keepdim=True).clamp(min=1e-3)
        paint = (paint + 0.1 * (self._rand(len(paint), 3) - 0.5)).clamp(0, 1)[:, :, None, None]
        shade = (paint + (light - middle) * (0.6 + 0.5 * self._rand(len(paint), 1, 1, 1))).clamp(0, 1)
        mean = (colour.sum((2, 3), keepdim=True) / alpha.sum((2, 3), keepdim=True).clamp(min=1e-3))
        unlike = ((natural - mean).pow(2).sum(1, keepdim=True) > 0.35) | (light < 0.2)
        kept = unlike & (self._rand(len(paint), 1, 1, 1) < 0.6)
        return torch.where(kept, natural, shade) * alpha

    def spoiled(self, pictures: Tensor) -> Tensor:
        """Discoloured, coarse in squares, blurred, noisy, with a part missing: what is drawn by a machine may look so."""
        count = len(pictures)
        rand = self._rand
        x = pictures * (0.8 + 0.4 * rand(count, 1, 1, 1)) + 0.16 * (rand(count, 3, 1, 1) - 0.5)
        grey = x.mean(1, keepdim=True)
        x = grey + (x - grey) * (0.75 + 0.5 * rand(count, 1, 1, 1))
        for cell, chance in ((2, 0.25), (4, 0.1)):
            coarse = F.interpolate(F.avg_pool2d(x, cell), scale_factor=float(cell), mode="nearest" if self.draw.random() < 0.5 else "bilinear")
            x = torch.lerp(x, coarse, rand(count, 1, 1, 1) * (rand(count, 1, 1, 1) < chance))
        side = self.draw.randrange(SIDE // 10, SIDE // 3)
        top, left = (self.draw.randrange(SIDE - side) for _ in range(2))
        hit = (rand(count) < 0.2).nonzero()[:, 0]
        x[hit, :, top:top + side, left:left + side] = rand(len(hit), 3, 1, 1)
        return x + 0.08 * rand(count, 1, 1, 1) * torch.randn(x.shape, generator=self.noise)


def _plural(said: str) -> str:
    if said.endswith(("fish", "sheep", "deer", "s")):
        return said
    if said.endswith("y") and said[-2:-1] not in tuple("aeiou"):
        return said[:-1] + "ies"
    return said + ("es" if said.endswith(("x", "ch", "sh")) else "s")


def _smaller(table: np.ndarray, side: int) -> np.ndarray:
    """The drawings at another size, kept for the next time."""
    file = HOME / f"table-{side}.npy"
    if not file.exists():
        parts = [F.avg_pool2d(torch.from_numpy(table[k:k + 128]).float(), table.shape[-1] // side).round().byte() for k in range(0, len(table), 128)]
        np.save(file, torch.cat(parts).numpy())
    return np.load(file)
