"""Captions of the scenes that VQGAN and CLIP learn from, and wrong captions."""

import random
from dataclasses import dataclass

import torch
from torch import Tensor

from clip_model import CONTEXT
from colours import ALL, BASIC
from teacher import may_have_article
from words import ClipTokens

_TEMPLATES = ("{}", "{}", "{}", "a picture of {}", "a drawing of {}", "an image of {}", "clip art of {}", "{} icon")
_GROUND_TEMPLATES = ("{}", "the colour {}", "a {} background", "plain {}", "everything is {}")
_tokens = ClipTokens()


@dataclass(frozen=True)
class Caption:
    """A text, the key that equal scenes share, and a text that contradicts it in its colour."""

    text: str
    key: str
    wrong: str | None = None


def other_colour(colour: str, draw: random.Random) -> str:
    return draw.choice([name for name in BASIC if name not in colour and colour not in name])


def thing(item: dict, draw: random.Random) -> str:
    """The name, one of the first keywords, or both."""
    choice = draw.random()
    if item["keywords"] and choice > 0.76:
        keyword = draw.choice(item["keywords"][:6])
        return keyword if choice > 0.88 else f"{item['name']}, {keyword}"
    return item["name"]


def describe(item: dict, colour: str | None, ground: str | None, second: dict | None, draw: random.Random) -> Caption:
    """Says what a scene shows; a colour or ground that is given is always named."""
    name = thing(item, draw)

    def phrase(colour_word: str | None, ground_word: str | None) -> str:
        words = may_have_article(f"{colour_word} {name}" if colour_word else name, fixed())
        if second:
            words += " and " + may_have_article(second["name"], fixed())
        if ground_word:
            words += f" on a {ground_word} background"
        return template.format(words)

    state = draw.random()

    def fixed() -> random.Random:
        return random.Random(state)

    template = draw.choice(_TEMPLATES)
    wrong = None
    if colour:
        wrong = phrase(other_colour(colour, draw), ground)
    elif ground:
        wrong = phrase(None, other_colour(ground, draw))
    elif own := [word for word in name.split() if word in BASIC]:
        wrong = phrase(None, None).replace(own[0], other_colour(own[0], draw), 1)
    key = "|".join([item["concept"], colour or "", ground or "", second["concept"] if second else ""])
    return Caption(phrase(colour, ground), key, wrong)


def describe_ground(colour: str, draw: random.Random) -> Caption:
    """Says what an empty ground of one colour shows."""
    template = draw.choice(_GROUND_TEMPLATES)
    return Caption(template.format(colour), f"ground|{colour}", template.format(other_colour(colour, draw)))


def tokenize(texts: list[str]) -> Tensor:
    """Token numbers [N, L], as short as the longest text allows."""
    tokens = torch.from_numpy(_tokens(texts, CONTEXT)).long()
    return tokens[:, :int((tokens > 0).sum(1).max())]


def every_word(items: list[dict]) -> list[str]:
    """Texts that between them hold every word a caption can hold."""
    frames = [*_TEMPLATES, *_GROUND_TEMPLATES, "a an and on background"]
    return frames + list(ALL) + [word for item in items for word in (item["name"], *item["keywords"])]
