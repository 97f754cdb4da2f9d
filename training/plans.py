"""The content and the captions of the sketcher's scenes: one object, centred or moved, two objects, or up to six equal ones."""

import random
import re
from collections import defaultdict
from itertools import accumulate

import numpy as np

from colours import ALL, BASIC, BASIC_NAMES, NAMES
from looking_up import BESIDE, COUNTED, NUMBERS, STACKED, USUAL, plural
from words import ClipTokens, with_article

LENGTH = 20  # tokens of a text, with the marks
PLACES = {
    "night": ("at night", "in the night", "under the stars", "in the moonlight", "under a starry sky"),
    "space": ("in space", "in outer space", "among the stars"),
    "sunset": ("at sunset", "at dawn", "in the evening sun", "in front of a sunset"),
    "snow": ("in the snow", "in winter", "on a snowy day"),
    "sea": ("on the sea", "at sea", "in the sea", "on the water", "on the ocean"),
    "grass": ("on the grass", "in a meadow", "in a field", "in the garden", "on a green hill"),
    "desert": ("in the desert", "on the beach", "on a beach", "on the sand"),
    "sky": ("in the sky", "in the clouds", "under a blue sky", "in a blue sky"),
    "forest": ("in the forest", "in the woods", "among trees"),
    "underwater": ("under water", "underwater", "under the sea"),
    "room": ("on a table", "on a wooden table", "on the floor"),
}
PLACE_NAMES = list(PLACES)
VARIANTS = 4  # of a place; the words choose
STYLES = ("any", "fluent 3d", "gradient", "flat", "noto", "noto classic", "twemoji", "emojione", "firefox", "clip art", "icon", "shape")
STYLE_OF = {"fluent": 1, "gradient": 2, "flat": 3, "noto": 4, "noto1": 5, "twemoji": 6, "emojione": 7, "fxemoji": 8, "openclipart": 9,
            "flatcolor": 10, "meteocons": 10, "shape": 11}
_OFTEN = {"fluent": 6.0, "gradient": 0.5, "flat": 1.5, "noto": 1.5, "twemoji": 1.2, "emojione": 0.3, "openclipart": 0.4, "shape": 1.0}
_WEIGHTS = {"Animals & Nature": 1.3, "Food & Drink": 1.2, "Travel & Places": 1.0, "Objects": 0.9, "Activities": 0.9,
            "Smileys & Emotion": 0.4, "People & Body": 0.15, "Symbols": 0.08, "Flags": 0.02, "Component": 0.02}
_FRAMES = ("{}",) * 8 + ("a picture of {}", "a drawing of {}", "an image of {}", "clip art of {}", "{} icon", "a cartoon of {}", "an illustration of {}", "a painting of {}")
_GROUNDS = ("{}", "a {} background", "plain {}")
_ADJECTIVES = ("cute", "little", "big", "nice", "beautiful", "simple", "small", "cartoon")
SAID_BESIDE = (*_FRAMES, *_GROUNDS, *_ADJECTIVES)
SAID_NUMBERS = {number: word for word, number in NUMBERS.items() if word.isalpha()}
ONLY_GROUND, PAINTED, PLACED, GROUNDED = 0.01, 0.6, 0.18, 0.15
COUNTS, PAIRED, ONE_ABOVE, FREE = 0.08, 0.12, 0.25, 0.5


def base_name(name: str) -> tuple[str, int]:
    """The name without a colour word and `face`, and the number of that colour or -1."""
    words = name.split()
    own = [word for word in words if word in BASIC]
    colour = BASIC_NAMES.index(own[0]) if own and len(words) > 1 else -1
    if colour >= 0:
        words.remove(own[0])
    if len(words) > 1 and words[-1] == "face":
        words.pop()
    return " ".join(words), colour


def own_words(items: list[dict], visible: set[str], split: str = "train") -> dict[int, list[str]]:
    """Of each drawing the keywords for what can be seen that few other things share."""
    rows = [row for row, item in enumerate(items) if item["split"] == split]
    owners = defaultdict(set)
    for row in rows:
        for word in items[row]["keywords"][:8]:
            owners[word].add(base_name(items[row]["name"])[0])
    names = {items[row]["name"] for row in rows} | {base_name(items[row]["name"])[0] for row in rows}
    found = {}
    for row in rows:
        first, most = (4, 4) if items[row]["source"] == "openclipart" else (8, 3)
        found[row] = [word for word in items[row]["keywords"][:first] if len(owners[word]) <= most and word not in names and word in visible and word not in ALL]
    return found


class ScenePlanner:
    """Draws scenes as dictionaries: `text`, `phrases` (one for each kind of thing), `things` (row, paint or -1, x, y, extent), `style`,
    `ground` (the number of a colour, or -1), `place` (its number, or -1), `variant` of the place, and `usual` where one thing stands as in the book.

    `dominant` tells of each drawing which basic colour most of it has, or -1.
    """

    def __init__(self, items: list[dict], dominant: np.ndarray, visible: set[str], seed: int) -> None:
        self.items, self.dominant = items, dominant
        self.draw, self.tokens = random.Random(seed), ClipTokens()
        self.base = {row: base_name(item["name"]) for row, item in enumerate(items)}
        self.words = own_words(items, visible)
        self.rows = defaultdict(list)
        for row, item in enumerate(items):
            if item["split"] == "train" and item["source"] in _OFTEN:
                self.rows[self.base[row][0]].append(row)
        self.concepts = sorted(self.rows)
        self.often = {name: list(accumulate(_OFTEN[items[row]["source"]] for row in self.rows[name])) for name in self.concepts}
        self.weights = list(accumulate(self._weight(name, visible) for name in self.concepts))

    def _weight(self, name: str, visible: set[str]) -> float:
        found = [self.items[row] for row in self.rows[name]]
        if any(item["source"] == "shape" for item in found):
            return 2.5
        emoji = [item for item in found if "category" in item]
        if not emoji:
            return 0.5 if name in visible else 0.12
        weight = max(_WEIGHTS.get(item["category"], 0.1) for item in emoji)
        if re.search(r"\bclock\b|\bbutton\b|thirty|o'clock|\bhand\b|\bsign\b|\bman\b|\bwoman\b|\bkeycap\b|\binput\b", name):
            weight *= 0.2
        return weight * (1.5 if name in visible else 1.0)

    def _row(self) -> int:
        name = self.draw.choices(self.concepts, cum_weights=self.weights)[0]
        return self.draw.choices(self.rows[name], cum_weights=self.often[name])[0]

    def _paint(self) -> int:
        return self.draw.randrange(len(BASIC) if self.draw.random() < 0.8 else len(NAMES))

    def _thing_paint(self, row: int) -> int:
        shape = self.items[row]["source"] == "shape"
        return self._paint() if self.draw.random() < (0.85 if shape else PAINTED) else -1

    def _name(self, row: int) -> str:
        """The name or a keyword of its own; without its own colour."""
        choice = self.draw.random()
        if self.words[row] and choice > 0.82:
            return self.draw.choice(self.words[row])
        return self.base[row][0] if self.base[row][1] >= 0 or choice < 0.3 else self.items[row]["name"]

    def _phrase(self, row: int, paint: int) -> str:
        """The phrase of an object: always with a colour that it is painted in, sometimes with its own."""
        own = self.base[row][1]
        seen = paint if paint >= 0 else own if own >= 0 else int(self.dominant[row])
        said = seen if paint >= 0 or own >= 0 or (seen >= 0 and self.draw.random() < 0.3) else -1
        adjective = self.draw.choice(_ADJECTIVES) + " " if self.draw.random() < 0.06 else ""
        return adjective + (NAMES[said] + " " if said >= 0 else "") + self._name(row)

    def _twin(self, row: int) -> int:
        """Another concept's drawing in the same style, or -1."""
        for _ in range(20):
            other = self._row()
            if self.items[other]["source"] == self.items[row]["source"] and self.base[other][0] != self.base[row][0]:
                return other
        return -1

    def plan(self) -> dict:
        draw = self.draw
        if draw.random() < ONLY_GROUND:
            ground = self._paint()
            return {"text": draw.choice(_GROUNDS).format(NAMES[ground]), "phrases": (), "things": [], "style": 0, "ground": ground, "place": -1, "variant": 0, "usual": True}
        row = self._row()
        kind = draw.random()
        paint = self._thing_paint(row)
        first = self._phrase(row, paint)
        usual = False
        if kind < COUNTS:
            count = draw.choice((2, 2, 3, 3, 4, 5, 6))
            phrases, text = (with_article(first),), f"{SAID_NUMBERS[count]} {plural(first)}"
            things = [(row, paint, *where) for where in COUNTED[count]]
        elif kind < COUNTS + PAIRED and (other := self._twin(row)) >= 0:
            tint = self._thing_paint(other)
            phrases = (with_article(first), with_article(self._phrase(other, tint)))
            stacked = draw.random() < ONE_ABOVE
            text = phrases[0] + draw.choice((" above ", " on top of ") if stacked else (" and ",) * 4 + (" next to ", " beside ")) + phrases[1]
            where = STACKED if stacked else BESIDE
            things = [(row, paint, *where[0]), (other, tint, *where[1])]
        else:
            phrases = (with_article(first),)
            text = phrases[0] if draw.random() < 0.8 else first
            where = USUAL[0]
            usual = draw.random() >= FREE
            if not usual:
                extent = 0.7 + 0.2 * draw.random()
                where = (0.7 * (1 - extent) * (2 * draw.random() - 1), 0.7 * (1 - extent) * (2 * draw.random() - 1), extent)
            things = [(row, paint, *where)]
        choice, place, variant, ground = draw.random(), -1, 0, -1
        if choice < PLACED:
            place = draw.randrange(len(PLACES))
            said = draw.randrange(len(PLACES[PLACE_NAMES[place]]))
            variant = said % VARIANTS
            text += " " + PLACES[PLACE_NAMES[place]][said]
        elif choice < PLACED + GROUNDED:
            ground = self._paint()
            text += f" on a {NAMES[ground]} background"
        return {"text": draw.choice(_FRAMES).format(text), "phrases": phrases, "things": things, "style": STYLE_OF[self.items[row]["source"]],
                "ground": ground, "place": place, "variant": variant, "usual": usual}
