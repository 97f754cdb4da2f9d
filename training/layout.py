"""Lays out what was found in the book: things recoloured where the prompt names a colour, at their places, on the ground that it names."""

import re

import numpy as np
import torch
from scipy import ndimage
from torch.nn import functional as F

from colours import ALL, nearest_name
from looking_up import ADJECTIVES, clean
from plans import PLACES

SIDE = 256
DRAWN = 0.88
WHITE = 0.955  # a ground's darkest colour


def cover(picture: np.ndarray) -> np.ndarray:
    """How much of each pixel [S, S] a thing on white covers, in 0..1: all that white from the border does not reach."""
    white = picture.min(2) > WHITE
    labels, _ = ndimage.label(white)
    border = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    outside = np.isin(labels, border[border > 0])
    inside = ndimage.binary_erosion(~outside, border_value=1)
    padded = np.pad(inside.astype(np.float32), 1, mode="edge")
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    return (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9


def main_colour(picture: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """The mean of the most frequent of 64 kinds of colour; dark ones, of which outlines are, count less."""
    bins = (picture.clip(0, 1) * 3.999).astype(int)
    number = bins[..., 0] * 16 + bins[..., 1] * 4 + bins[..., 2]
    weight = alpha * np.where(picture.max(2) < 0.25, 0.3, 1)
    best = np.bincount(number.ravel(), weight.ravel(), 64).argmax()
    chosen = alpha * (number == best)
    return (picture * chosen[..., None]).sum((0, 1)) / max(chosen.sum(), 1e-6)


def chroma(colour: np.ndarray) -> np.ndarray:
    return colour.max(-1) - colour.min(-1)


def hue(colour: np.ndarray) -> np.ndarray:
    """In radians; of greys, anything."""
    r, g, b = (colour[..., k] for k in range(3))
    return np.arctan2(np.sqrt(3) * (g - b), 2 * r - g - b)


GREY = 0.14  # a chroma below which colours count as grey
DARK = 0.28  # eyes and outlines
SHARE = 0.5  # of a thing that is to have the colour asked for


def smooth(x: np.ndarray) -> np.ndarray:
    x = x.clip(0, 1)
    return x * x * (3 - 2 * x)


def closeness(picture: np.ndarray, main: np.ndarray, width: float) -> np.ndarray:
    """How much colours are of the kind of a main one, in 0..1."""
    c = chroma(picture)
    if chroma(main) < GREY:  # greys: as light as it, or nearly
        return smooth((1.6 * GREY * width - c) / GREY + 1) * smooth(1.5 + 0.5 * width - 4 * abs(picture.mean(-1) - main.mean()))
    apart = abs((hue(picture) - hue(main) + np.pi) % (2 * np.pi) - np.pi)
    return smooth(2 - apart / (0.6 * width)) * smooth(c / GREY)


def painted(picture: np.ndarray, alpha: np.ndarray, paint: np.ndarray) -> np.ndarray:
    """The picture with its main colour replaced by shades of a paint."""
    main = main_colour(picture, alpha)
    total = max(alpha.sum(), 1e-6)
    for width in (1.0, 1.6, 2.4):
        close = closeness(picture, main, width)
        if (close * alpha).sum() / total >= SHARE:
            break
    else:
        close = smooth((picture.max(2) - DARK) / 0.15)  # all but what is dark
        if (close * alpha).sum() / total < 0.2:
            close = np.ones_like(close)
    light = picture.mean(2)
    middle = (light * close * alpha).sum() / max((close * alpha).sum(), 1e-6)
    t = (0.5 + 0.95 * (light - middle)).clip(0, 1)[..., None]
    shade = np.where(t < 0.5, paint * (0.2 + 1.6 * t), paint + (1 - paint) * (t - 0.5) * 1.3)
    return picture + close[..., None] * (0.94 * shade + 0.06 * picture - picture)


_COLOURS = sorted(ALL, key=len, reverse=True)
_COLOUR = re.compile(r"\b(" + "|".join(_COLOURS) + r")\b")
_GROUND = re.compile(r" (?:on|against|in front of|over|with) (?:a |an |the )?(?:plain )?(" + "|".join(_COLOURS) + r") (?:back)?(?:ground|wall|paper)")
_PHRASES = sorted(((phrase, place, number) for place, phrases in PLACES.items() for number, phrase in enumerate(phrases)), key=lambda one: -len(one[0]))
# What is called by a colour that it need not have.
OWN = {"golden retriever", "white house", "black hole", "orange juice", "green tea", "red panda", "brown sugar", "white wine", "red wine", "gold medal", "silver medal"}


def colour_of(phrase: str) -> str | None:
    """The colour that a phrase names beside its thing."""
    text = clean(phrase)
    if any(own in text for own in OWN):
        return None
    found = _COLOUR.search(text)
    if not found:
        return None
    left = [word for word in re.sub(r"\b(a|an|the|and)\b", " ", _COLOUR.sub(" ", text)).split() if word not in ADJECTIVES]
    return found[1] if left else None


def ground_of(prompt: str) -> str | None:
    """The colour that a prompt names for its ground: "on a red background"."""
    found = _GROUND.search(" " + clean(prompt))
    return found[1] if found else None


def place_of(prompt: str) -> tuple[str, int] | None:
    """The place that a prompt names, and which of its phrases it was."""
    text = " " + clean(prompt) + " "
    return next(((place, number) for phrase, place, number in _PHRASES if f" {phrase} " in text), None)


def shrink(layer: np.ndarray, side: int) -> np.ndarray:
    x = torch.from_numpy(layer).permute(2, 0, 1)[None].float()
    return F.interpolate(x, (side, side), mode="bicubic", antialias=True, align_corners=False)[0].permute(1, 2, 0).clamp(0, 1).numpy()


def cut_out(picture: np.ndarray, colour: str | None, name: str) -> np.ndarray:
    """A drawing [S, S, 3] on white, called by `name`, as colour times cover and cover, [S, S, 4]; in the colour that is asked for, unless it has that already."""
    alpha = cover(picture)
    if colour and colour not in name.split():
        named = nearest_name(main_colour(picture, alpha))
        if ALL[named] != ALL[colour]:
            picture = painted(picture, alpha, np.array(ALL[colour]) / 255)
    return np.concatenate([picture * alpha[..., None], alpha[..., None]], 2).astype(np.float32)


def lay_out(layers: list[np.ndarray], where: tuple[tuple[float, float, float], ...], canvas: np.ndarray) -> np.ndarray:
    """Cut-out drawings, one for each spot or one for all, on a canvas [S, S, 3]."""
    canvas = canvas.copy()
    for number, (x, y, extent) in enumerate(where):
        side = round(SIDE * extent / DRAWN)
        small = shrink(layers[min(number, len(layers) - 1)], side)
        left, top = (round(SIDE * (1 + middle) / 2 - side / 2) for middle in (x, y))
        rows, columns = (slice(max(0, start), min(SIDE, start + side)) for start in (top, left))
        inside = small[rows.start - top:rows.stop - top, columns.start - left:columns.stop - left]
        canvas[rows, columns] = inside[..., :3] + canvas[rows, columns] * (1 - inside[..., 3:])
    return canvas
