"""Relatives of words that the book does not know: for each of WordNet's nouns for what can be seen, the name of the drawing that is nearest in meaning and kind.

What `chosen_relatives.tsv` says of common words comes before that. `prepare.py` writes the table; `python relatives.py WORD...` shows what a word would get.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from book import Reader
from drawings import Drawings
from sentences import Sentences
from settings import BOOK, RELATIVES, WORDNET
from wordnet import WordNet
from words import ClipTokens, with_article

CHOSEN = Path(__file__).with_name("chosen_relatives.tsv")
SURE = 1.05  # below it relatives are far-fetched
READ = 0.8  # above it the reader finds something near by itself
# WordNet's files in which the sense of a drawing's name is looked for, by the drawing's category.
FILES = {"Animals & Nature": ("05", "20", "17", "19", "13"), "Food & Drink": ("13", "20", "06"), "Travel & Places": ("06", "15", "17"), "Objects": ("06",), "Activities": ("06",)}
RANK = {"fluent": 0, "noto": 1, "twemoji": 1, "flat": 1, "gradient": 1, "emojione": 2, "openclipart": 3, "shape": 9}
_NO_THING = re.compile(r"\b(sign|button|symbol|clock|o'clock|thirty|flag|hand|keycap|input|room|man|woman|men|women|person|people|family|suit|mark|circle|square|arrow)\b")
_WORD = re.compile(r"[a-z][a-z'-]{2,}( [a-z'-]{3,})?")
# How much each counts: the meaning of word with gloss, of the bare word, and the likeness of kinds.
GLOSS, BARE, KIND = 0.6, 0.4, 0.8
LATER_SENSE = 0.06


class Relatives:
    """The things that the book has drawings of, and how near words are to them."""

    def __init__(self) -> None:
        self.net, self.sentences = WordNet(WORDNET), Sentences()
        self.book = np.load(BOOK)
        categories = {_bare(item["name"]): item["category"] for item in Drawings().items if "category" in item}
        rank: dict[str, int] = {}
        for title, source in zip(self.book["title"].tolist(), self.book["source"].tolist()):
            if not _NO_THING.search(name := _bare(title)):
                rank[name] = min(rank.get(name, 9), RANK[source])
        named = [(name, self._sense(name, FILES.get(categories.get(name, ""), ()))) for name, best in rank.items() if best < 9 and len(name.split()) <= 3]
        self.names, self.kinds = zip(*[(name, sense) for name, sense in named if sense])
        self.penalty = torch.tensor([0.03 * min(rank[name], 3) + (0.03 if " " in name else 0) for name in self.names])
        self.glossed = self.sentences([f"{name}: {self.net.gloss[kind]}" for name, kind in zip(self.names, self.kinds)])
        self.bare = self.sentences([with_article(name) for name in self.names])
        self.far: dict[str, np.ndarray] = {}  # of everything that some thing is a kind of, how many steps each thing is away
        for k, kind in enumerate(self.kinds):
            for up, steps in self.net.chain(kind).items():
                self.far.setdefault(up, np.full(len(self.kinds), np.inf, np.float32))[k] = steps

    def _sense(self, name: str, files: tuple[str, ...]) -> str | None:
        tried = (name, " ".join(name.split()[1:]), name.split()[-1], *name.split())
        return next((sense for sense in (self.net.sense(word, files) for word in tried) if sense), None)

    def _alike(self, sense: str) -> np.ndarray:
        """Wu and Palmer 1994, with all things."""
        depth = self.net.depth
        return np.max([2 * depth(up) / (2 * depth(up) + steps + self.far[up]) for up, steps in self.net.chain(sense).items() if up in self.far], axis=0).astype(np.float32)

    def nearest(self, words: list[str], count: int) -> list[list[tuple[str, float]]]:
        """Of each word, which WordNet must know as something to be seen, the nearest things and how near they are."""
        senses = [(k, number, sense) for k, word in enumerate(words) for number, sense in enumerate(self.net.visible(word)[:2])]
        glossed = self.sentences([f"{words[k]}: {self.net.gloss[sense]}" for k, _, sense in senses]) @ self.glossed.T
        bare = self.sentences([with_article(word) for word in words]) @ self.bare.T
        of_word = defaultdict(list)
        for row, (k, number, sense) in enumerate(senses):
            of_word[k].append(GLOSS * glossed[row] + BARE * bare[k] - self.penalty - LATER_SENSE * number + KIND * torch.from_numpy(self._alike(sense)))
        found = []
        for k in range(len(words)):
            score, best = torch.stack(of_word[k]).amax(0).topk(count)
            found.append([(self.names[b], float(s)) for s, b in zip(score, best)])
        return found

    def words(self) -> list[str]:
        """Common words that the book has no drawing of; common are those that CLIP's vocabulary writes in few tokens."""
        tokens, known = ClipTokens(), set(self.book["text"].tolist())

        def common(word: str) -> bool:
            parts = [len(tokens.word(part)) for part in re.findall("[a-z]+", word)]
            return max(parts) <= 3 if len(parts) == 1 else sum(parts) <= 2
        return sorted(word for word in self.net.senses if _WORD.fullmatch(word) and word not in known and self.net.visible(word) and common(word))


def _bare(name: str) -> str:
    return re.sub(r" face$", "", name)


def chosen() -> dict[str, str]:
    """Relatives of common words, chosen by hand: by meaning and kind alone, a spaceship would become a ship."""
    return dict(line.split("\t") for line in CHOSEN.read_text().splitlines())


def write() -> None:
    """Lines of a word, a tab and a drawing's name: of those words for which the reader finds nothing near by itself."""
    relatives, reader = Relatives(), Reader(torch.device("cpu"))
    words = relatives.words()
    sure = [(word, best[0][0]) for word, best in zip(words, relatives.nearest(words, 1)) if best[0][1] >= SURE]
    keys = reader.meanings(relatives.book["text"].tolist())
    own = torch.cat([(reader.meanings([with_article(word) for word, _ in sure[k:k + 512]]) @ keys.T).amax(1) for k in range(0, len(sure), 512)])
    kept = {word: name for (word, name), likeness in zip(sure, own.tolist()) if likeness < READ} | chosen()
    RELATIVES.write_text("".join(f"{word}\t{name}\n" for word, name in sorted(kept.items())))
    print(len(kept), "relatives kept of", len(words), "words")


def main() -> None:
    relatives = Relatives()
    words = [word for word in sys.argv[1:] if relatives.net.visible(word)]
    for word, found in zip(words, relatives.nearest(words, 3)):
        print(word, "->", ", ".join(f"{name} {score:.2f}" for name, score in found))


if __name__ == "__main__":
    main()
