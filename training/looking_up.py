"""The objects of a prompt that are looked up in the book, each without frame, article, colour words, adjectives and what follows a preposition.

`things("two red apples and a cat in the snow")` is (("a red apple", 2), ("a cat", 1)); `subjects("a cat with a hat")` is ("cat with a hat", "cat").
"""

import re
from dataclasses import dataclass

from colours import ALL

_FRAME = re.compile(r"^(?:an? )?(?:picture|drawing|image|photo|photograph|painting|illustration|sketch|cartoon|clip ?art|icon|close-?up|portrait) of (?:the )?"
                    r"|^clip ?art of |(?: icon| clip ?art| emoji)$")
_PLACE = re.compile(r" (?:at|in|on|under|underneath|among|amongst|by|behind|before|near|over|through|across|against|inside|outside|during|from|upon|onto|into"
                    r"|in front of)(?: |$).*$")
_WITH = re.compile(r" (?:with|without|wearing|holding|having|made of) .*$")
_BESIDE = re.compile(r" (?:and|next to|beside|besides|& ) ?(?=(?:an?|the|one|two|three|four|five|six|some|\w+) )| (?:and|next to|beside) ")
_ABOVE = re.compile(r" above ")
_BELOW = re.compile(r" (?:below|beneath) ")
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
_COUNT = re.compile(r"^(?:a pair of|" + "|".join(NUMBERS) + r") (.+)$")
ADJECTIVES = {"cute", "little", "big", "nice", "beautiful", "simple", "small", "cartoon", "tiny", "large", "huge", "great", "pretty", "lovely", "bright", "dark", "light",
               "shiny", "fluffy", "old", "new", "young", "happy", "smiling", "single", "giant", "wooden", "fancy", "plain", "very", "some", "sailing"}
_COLOURS = {word for name in ALL for word in name.split()} | {"colourful", "colorful", "azure", "emerald", "silver", "tan", "teal"}
_IRREGULAR = {"mice": "mouse", "geese": "goose", "men": "man", "women": "woman", "children": "child", "people": "person", "teeth": "tooth", "feet": "foot",
              "leaves": "leaf", "wolves": "wolf", "knives": "knife", "loaves": "loaf", "sheep": "sheep", "fish": "fish", "deer": "deer", "oxen": "ox"}


def with_article(phrase: str) -> str:
    return ("an " if phrase[:1] in tuple("aeiou") else "a ") + phrase


def singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for end, instead in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("sses", "ss"), ("atoes", "ato"), ("heroes", "hero")):
        if word.endswith(end) and len(word) > len(end) + 1:
            return word[:-len(end)] + instead
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def plural(phrase: str) -> str:
    first, _, last = phrase.rpartition(" ")
    known = {one: many for many, one in _IRREGULAR.items()}
    if last in known:
        last = known[last]
    elif last.endswith("y") and last[-2:-1] not in tuple("aeiou"):
        last = last[:-1] + "ies"
    elif last.endswith(("s", "x", "ch", "sh")):
        last += "es"
    else:
        last += "s"
    return f"{first} {last}".strip()


def subject(text: str) -> str:
    said = _PLACE.sub("", text) or text
    said = re.sub(r"^(?:an?|the|some|one) ", "", said)
    words = said.split()
    kept = [word for word in words if word not in _COLOURS and word not in ADJECTIVES]
    while kept and kept[0] in ("and", "or"):
        kept = kept[1:]
    return " ".join(kept or words)


def clean(text: str) -> str:
    text = " ".join(re.sub(r"[^a-z0-9 &'-]+", " ", text.lower()).split())
    return _FRAME.sub("", text) or text


def subjects(text: str) -> tuple[str, str]:
    """The subject with and without what it comes with."""
    text = clean(text)
    return subject(text), subject(_WITH.sub("", text))


@dataclass(frozen=True)
class Look:
    """The things to look up, as phrases; `stacked` when the first stands above the second; `count` of a single thing."""

    phrases: tuple[str, ...]
    count: int = 1
    stacked: bool = False


def look(prompt: str) -> Look:
    text = clean(prompt).replace(" on top of ", " above ")  # otherwise "on" would begin a place
    place = _PLACE.search(text)
    said = text[:place.start()] if place and place.start() else text
    counted = _COUNT.match(said)
    for pattern, stacked, turned in ((_ABOVE, True, False), (_BELOW, True, True), (_BESIDE, False, False)):
        parts = [part.strip() for part in pattern.split(said, maxsplit=1)] if pattern.search(said) else []
        if len(parts) == 2 and all(parts) and not _WITH.search(parts[0]) and subject(parts[0]) and not set(parts[0].split()) <= _COLOURS | {"a", "an", "the"}:
            return Look(tuple(parts[::-1] if turned else parts), 1, stacked)
    if counted:
        number = next((NUMBERS[word] for word in said.split()[:1] if word in NUMBERS), 2)
        words = counted[1].split()
        return Look((with_article(" ".join([*words[:-1], singular(words[-1])])),), number)
    return Look((said,))


# Where things stand: the middle of each [-1..1, -1..1] and its share of the width.
USUAL = ((0.0, 0.0, 0.88),)
BESIDE = ((-0.48, 0.0, 0.46), (0.48, 0.0, 0.46))
STACKED = ((0.0, -0.48, 0.46), (0.0, 0.48, 0.46))
COUNTED = {
    1: USUAL,
    2: BESIDE,
    3: ((0.0, -0.46, 0.44), (-0.48, 0.46, 0.44), (0.48, 0.46, 0.44)),
    4: ((-0.48, -0.48, 0.44), (0.48, -0.48, 0.44), (-0.48, 0.48, 0.44), (0.48, 0.48, 0.44)),
    5: ((-0.6, -0.52, 0.36), (0.6, -0.52, 0.36), (0.0, 0.0, 0.36), (-0.6, 0.52, 0.36), (0.6, 0.52, 0.36)),
    6: ((-0.62, -0.4, 0.29), (0.0, -0.4, 0.29), (0.62, -0.4, 0.29), (-0.62, 0.4, 0.29), (0.0, 0.4, 0.29), (0.62, 0.4, 0.29)),
}


def places(look: Look) -> tuple[tuple[float, float, float], ...]:
    if len(look.phrases) == 2:
        return STACKED if look.stacked else BESIDE
    return COUNTED[look.count]
